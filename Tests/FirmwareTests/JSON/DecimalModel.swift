@testable import Firmware

/// What a number's text is worth, worked out digit by digit on paper.
enum DecimalModel {
  /// `text`, which is a JSON number, truncated towards zero and saturated at 64 bits.
  static func integer(_ text: String) -> JSONNumber {
    let isNegative = text.hasPrefix("-")
    let parts = text.drop { $0 == "-" }.split(
      separator: /[eE]/, maxSplits: 1, omittingEmptySubsequences: false)
    let mantissa = parts[0].split(separator: ".", maxSplits: 1)
    var digits = mantissa.joined().map { $0 }
    // Digits in front of the point, once the exponent has moved it.
    var point = mantissa[0].count + (parts.count > 1 ? exponent(String(parts[1])) : 0)
    while digits.first == "0" {
      digits.removeFirst()
      point -= 1
    }
    if digits.isEmpty || point <= 0 { return number(0, isNegative: false) }
    if point > 20 { return saturated(isNegative) }
    while digits.count < point { digits.append("0") }
    guard let magnitude = UInt64(String(digits[..<point])) else { return saturated(isNegative) }
    return number(magnitude, isNegative: isNegative)
  }

  /// Beyond 18 digits no text that fits into memory could make up for it.
  private static func exponent(_ text: String) -> Int {
    let limit = 1_000_000_000_000_000_000
    let value = Int(text) ?? (text.hasPrefix("-") ? -limit : limit)
    return min(max(value, -limit), limit)
  }

  private static func number(_ magnitude: UInt64, isNegative: Bool) -> JSONNumber {
    JSONNumber(magnitude: magnitude, isNegative: isNegative, isSaturated: false)
  }

  private static func saturated(_ isNegative: Bool) -> JSONNumber {
    JSONNumber(magnitude: .max, isNegative: isNegative, isSaturated: true)
  }
}
