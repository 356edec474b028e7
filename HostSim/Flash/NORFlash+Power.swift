extension NORFlash {
  /// A cut of the power that is to come.
  struct PowerCut {
    /// How many operations still come before the one that is torn.
    var operationsBefore: Int
    var kind: TornWrite?
  }

  /// Cuts the power at an operation to come.
  ///
  /// - Parameters:
  ///   - number: 1 is the next operation; one that never comes is no cut.
  ///   - kind: what it leaves; nil draws one of the kinds from the seed.
  public func cutPower(atOperation number: Int, leaving kind: TornWrite? = nil) {
    precondition(number >= 1)
    cut = PowerCut(operationsBefore: number - 1, kind: kind)
  }

  /// Cuts the power now, between operations.
  public func cutPower() {
    cut = nil
    isPowered = false
  }

  /// Gives the chip power, and calls off a cut that has not come.
  public func powerUp() {
    cut = nil
    isPowered = true
  }

  /// How much of `operation` takes place before the power goes, if it goes.
  func extent(of operation: FlashOperation) -> OperationExtent {
    guard let cut else { return .whole }
    guard cut.operationsBefore == 0 else {
      self.cut?.operationsBefore -= 1
      return .whole
    }
    self.cut = nil
    let kinds = operation.tornKinds
    let drawn = kinds[Int.random(in: kinds.indices, using: &random)]
    let kind = cut.kind ?? drawn
    return OperationExtent(
      torn: kinds.contains(kind) ? kind : .scattered, byteCount: operation.byteCount, &random)
  }
}
