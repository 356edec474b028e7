#if canImport(Firmware)
  @testable import Firmware
#endif

/// Versions, one a line: they have one order, whatever two are compared.
func fuzzVersion(_ bytes: [UInt8]) {
  let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).prefix(6).map {
    Array($0)
  }
  for one in lines {
    let isValid = SemanticVersion.isValid(one.span)
    require(compare(one, one) == (isValid ? 0 : nil), "not the same as itself")
    for other in lines {
      let order = compare(one, other)
      require(compare(other, one) == order.map { -$0 }, "an order that depends on who is first")
      for third in lines {
        guard let order, let next = compare(other, third) else { continue }
        if order <= 0 && next <= 0 {
          require(compare(one, third) == min(order, next), "no order of three")
        }
      }
    }
  }
}

private func compare(_ one: [UInt8], _ other: [UInt8]) -> Int? {
  switch SemanticVersion.precedence(one.span, other.span) {
  case .lower: -1
  case .same: 0
  case .higher: 1
  case nil: nil
  }
}
