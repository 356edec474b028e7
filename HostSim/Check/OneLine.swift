/// Texts of any kind as a part of one line.
enum OneLine {
  private static let countMax = 60

  /// `text` in quotes, its control characters escaped, its middle left out where it is long.
  static func quoted(_ text: String) -> String {
    guard text.count > countMax else { return "\(text.debugDescription)" }
    let ends = (text.prefix(countMax / 2), text.suffix(countMax / 4))
    return "\("\(ends.0)…\(ends.1)".debugDescription) (\(text.count) characters)"
  }
}
