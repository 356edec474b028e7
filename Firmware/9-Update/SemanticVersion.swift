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
    return compare(left, leftCount, right, rightCount)
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

  /// Compares the first bytes of two versions, up to their build metadata: the first identifier that
  /// differs decides.
  private static func compare(
    _ left: Span<UInt8>, _ leftCount: Int, _ right: Span<UInt8>, _ rightCount: Int
  ) -> Precedence {
    var index = 0
    // Where the identifier around `index` begins in both.
    var start = 0
    var isCore = true
    while index < leftCount, index < rightCount, left[index] == right[index] {
      let byte = left[index]
      index &+= 1
      if isCore && byte == UInt8(ascii: "-") {
        start = index
        isCore = false
      } else if byte == UInt8(ascii: ".") {
        start = index
      }
    }
    let one = Identifier(left, start..<leftCount, isCore)
    let other = Identifier(right, start..<rightCount, isCore)
    if one.end == index && other.end == index {
      // Texts that are the same up to here, where one of them or both end.
      if leftCount == rightCount { return .same }
      // More identifiers are more, but a pre-release comes before its release.
      return (leftCount < rightCount) == isCore ? .higher : .lower
    }
    if one.isNumber != other.isNumber { return one.isNumber ? .lower : .higher }
    // Of two numbers the longer one is greater. Of two words the one that has ended is less.
    if one.end != other.end && (one.isNumber || one.end == index || other.end == index) {
      return one.end < other.end ? .lower : .higher
    }
    return left[index] < right[index] ? .lower : .higher
  }

  /// What stands between two separators.
  private struct Identifier {
    var end: Int
    var isNumber = true

    /// The identifier at the start of `range`, which holds no build metadata. In the core, which
    /// has numbers only, a hyphen ends it too.
    @inline(never)
    init(_ text: Span<UInt8>, _ range: Range<Int>, _ isCore: Bool) {
      end = range.lowerBound
      while end < range.upperBound, text[end] != UInt8(ascii: ".") {
        if !SemanticVersion.isDigit(text[end]) {
          if isCore { break }
          isNumber = false
        }
        end &+= 1
      }
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") < 26 }
}
