/// Which of two versions comes first.
public enum Precedence: Sendable { case lower, same, higher }

/// Versions as texts.
///
/// Source: Semantic Versioning 2.0.0, sections 2, 9, 10 and 11. A number may have any number of
/// digits.
public enum SemanticVersion {
  public static func isValid(_ text: Span<UInt8>) -> Bool { significantCount(text) != nil }

  /// How `left` stands to `right`; nil if one of them is no version. Build metadata does not count.
  public static func precedence(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Precedence? {
    guard let leftCount = significantCount(left), let rightCount = significantCount(right) else {
      return nil
    }
    return compare(left.extracting(0..<leftCount), right.extracting(0..<rightCount))
  }

  /// The parts in their order. An identifier is what stands between two separators.
  private enum Part: UInt8 { case major, minor, patch, preRelease, build }

  /// The bytes in front of the build metadata; nil if `text` is no version.
  @inline(never)
  private static func significantCount(_ text: Span<UInt8>) -> Int? {
    var part = Part.major
    var start = 0
    var isNumber = true
    var significant = text.count
    for index in 0...text.count {
      let byte = index < text.count ? text[index] : 0
      if isDigit(byte) { continue }
      let isInTail = part == .preRelease || part == .build
      if isLetter(byte) || isInTail && byte == UInt8(ascii: "-") {
        isNumber = false
        continue
      }
      // An identifier has ended.
      if index == start || !isNumber && !isInTail { return nil }
      let hasLeadingZero = isNumber && text[start] == UInt8(ascii: "0") && index &- start > 1
      if hasLeadingZero && part != .build { return nil }
      switch (byte, part) {
      case (UInt8(ascii: "."), .major): part = .minor
      case (UInt8(ascii: "."), .minor): part = .patch
      case (UInt8(ascii: "."), .preRelease), (UInt8(ascii: "."), .build): break
      case (UInt8(ascii: "-"), .patch): part = .preRelease
      case (UInt8(ascii: "+"), .patch), (UInt8(ascii: "+"), .preRelease):
        part = .build
        significant = index
      default:
        let isComplete = part != .major && part != .minor && index == text.count
        return isComplete ? significant : nil
      }
      start = index &+ 1
      isNumber = true
    }
    return nil
  }

  /// Compares two versions without build metadata: the first identifier that differs decides.
  private static func compare(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Precedence {
    var index = 0
    // Where the identifier around `index` begins in both.
    var start = 0
    var isCore = true
    while index < left.count, index < right.count, left[index] == right[index] {
      let byte = left[index]
      index &+= 1
      if byte == UInt8(ascii: ".") || isCore && byte == UInt8(ascii: "-") {
        start = index
        if byte != UInt8(ascii: ".") { isCore = false }
      }
    }
    let leftEnd = identifierEnd(left, from: start, isCore)
    let rightEnd = identifierEnd(right, from: start, isCore)
    if leftEnd == index && rightEnd == index {
      // Texts that are the same up to here, where one of them or both end.
      if left.count == right.count { return .same }
      // More identifiers are more, but a pre-release comes before its release.
      return (left.count < right.count) == isCore ? .higher : .lower
    }
    let leftIsNumber = isNumber(left, start..<leftEnd)
    if leftIsNumber != isNumber(right, start..<rightEnd) { return leftIsNumber ? .lower : .higher }
    if leftIsNumber && leftEnd != rightEnd { return leftEnd < rightEnd ? .lower : .higher }
    // An identifier that has ended is less than one that goes on.
    if leftEnd == index || rightEnd == index { return leftEnd == index ? .lower : .higher }
    return left[index] < right[index] ? .lower : .higher
  }

  private static func identifierEnd(
    _ text: Span<UInt8>, from start: Int, _ isCore: Bool
  ) -> Int {
    var end = start
    while end < text.count, text[end] != UInt8(ascii: "."),
      !isCore || text[end] != UInt8(ascii: "-")
    { end &+= 1 }
    return end
  }

  private static func isNumber(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    for index in range where !isDigit(text[index]) { return false }
    return true
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") < 26 }
}
