/// Semantic Versioning 2.0.0 written down slowly.
struct SemanticVersionModel {
  var core: [String]
  var preRelease: [String]

  /// The expression of the specification's last question, as far as it goes without its groups.
  private nonisolated(unsafe) static let grammar =
    #/(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)(-[0-9A-Za-z\-.]+)?(\+[0-9A-Za-z\-.]+)?/#

  /// Nil for what is no version.
  init?(_ text: String) {
    guard text.unicodeScalars.allSatisfy(\.isASCII), let match = text.wholeMatch(of: Self.grammar)
    else { return nil }
    core = [String(match.1), String(match.2), String(match.3)]
    preRelease = Self.identifiers(match.4)
    let build = Self.identifiers(match.5)
    if (preRelease + build).contains("") { return nil }
    for identifier in preRelease where identifier.allSatisfy(\.isNumber) {
      if identifier.count > 1 && identifier.hasPrefix("0") { return nil }
    }
  }

  private static func identifiers(_ part: Substring?) -> [String] {
    guard let part else { return [] }
    return part.dropFirst().split(separator: ".", omittingEmptySubsequences: false).map(String.init)
  }

  /// Negative, 0 or positive: how `self` stands to `other`, by section 11.
  func order(_ other: SemanticVersionModel) -> Int {
    for (left, right) in zip(core, other.core) where left != right {
      return Self.numberOrder(left, right)
    }
    if preRelease.isEmpty || other.preRelease.isEmpty {
      return (preRelease.isEmpty ? 1 : 0) - (other.preRelease.isEmpty ? 1 : 0)
    }
    for (left, right) in zip(preRelease, other.preRelease) where left != right {
      switch (left.allSatisfy(\.isNumber), right.allSatisfy(\.isNumber)) {
      case (true, true): return Self.numberOrder(left, right)
      case (true, false): return -1
      case (false, true): return 1
      case (false, false): return Array(left.utf8).lexicographicallyPrecedes(right.utf8) ? -1 : 1
      }
    }
    return preRelease.count - other.preRelease.count
  }

  /// Digits filled up with zeros to the same length are in the order of their numbers.
  private static func numberOrder(_ left: String, _ right: String) -> Int {
    let width = max(left.count, right.count)
    let filled = [left, right].map { String(repeating: "0", count: width - $0.count) + $0 }
    return filled[0] == filled[1] ? 0 : filled[0] < filled[1] ? -1 : 1
  }
}
