import Firmware

/// A rule of the flash that the host broke.
public struct FlashViolation: Equatable, Sendable {
  public enum Rule: Equatable, Sendable {
    /// Bytes that do not all lie in the chip.
    case outside(byteCount: Int)
    /// Bytes that do not all lie in the region they were meant for; the offset counts from its start.
    case outsideRegion(FlashRegion, byteCount: Int)
    /// A write that was to set bits, in so many bytes, the first of them at the offset.
    case bitsSetByWriting(byteCount: Int)
    case eraseMisaligned
    /// A write to or an erase of the slot whose image runs.
    case runningSlotChanged(Slot)
  }

  /// When it was broken, nanoseconds on the chip's clock; 0 without one.
  public let time: UInt64
  /// How many operations came before.
  public let operationCount: Int
  /// Where in the chip.
  public let offset: Int
  public let rule: Rule

  /// One line for a report: the time, the place and what was broken.
  public var text: String {
    "\(time) ns, after operation \(operationCount), at 0x\(String(offset, radix: 16)): "
      + rule.explanation
  }
}

extension FlashViolation.Rule {
  /// What was broken, in words.
  public var explanation: String {
    switch self {
    case .outside(let byteCount): "\(bytes(byteCount)) not in the chip"
    case .outsideRegion(let region, let byteCount):
      "\(bytes(byteCount)) not in \(name(region))"
    case .bitsSetByWriting(let byteCount): "a write that is to set bits in \(bytes(byteCount))"
    case .eraseMisaligned: "an erase that does not begin where a sector does"
    case .runningSlotChanged(let slot): "a change of \(name(.slot(slot))), whose image runs"
    }
  }

  private func bytes(_ count: Int) -> String { count == 1 ? "1 byte" : "\(count) bytes" }

  private func name(_ region: FlashRegion) -> String {
    switch region {
    case .otadata: "otadata"
    case .journal: "the journal"
    case .slot(let slot): "slot \(slot.rawValue)"
    }
  }
}
