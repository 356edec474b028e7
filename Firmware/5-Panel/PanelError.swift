/// Why a panel did not do what it was asked.
public enum PanelError<BusFailure: HardwareFailure>: Error {
  case bus(BusFailure)
  /// The panel is switched off or being reset.
  case notReady
  /// A rectangle that is empty or goes past the glass.
  case outside
}

extension PanelError: Equatable where BusFailure: Equatable {}
extension PanelError: Sendable where BusFailure: Sendable {}
