/// How one line of text is set.
public struct TextLine: Equatable, Sendable {
  /// Where the text stands in a rectangle that is wider.
  public enum Alignment: Sendable { case leading, center, trailing }

  /// What happens to text that is wider than its rectangle.
  public enum Overflow: Sendable {
    /// It runs out at the right edge, moved by ``TextLine/offset``.
    case clip
    /// It ends in an ellipsis.
    case ellipsis
  }

  public var font: Font
  public var foreground: RGB565
  public var background: RGB565
  public var alignment = Alignment.leading
  public var overflow = Overflow.clip
  /// Columns by which the text stands right of its place, or left of it where negative.
  public var offset = 0
  /// Columns by which a text that moves is wider than its rectangle without the margins; 0 for one
  /// that rests.
  public var excess = 0
  /// Columns that a text leaves free at the end of the rectangle where it begins or ends, unless it
  /// is centred; one that moves passes through them.
  public var margin = 0

  public init(font: Font, foreground: RGB565, background: RGB565) {
    self.font = font
    self.foreground = foreground
    self.background = background
  }

  /// Columns over which a text fades that goes on beyond an end of its rectangle.
  static var fadeWidth: Int { 8 }

  /// Columns that fade at the two ends, in reading order: no more than are hidden there, so that the
  /// first letter does not lose its edge when it begins to move.
  var fades: (before: Int, after: Int) {
    if excess == 0 { return (0, 0) }
    func columns(_ hidden: Int) -> Int { max(0, min(hidden &- margin, Self.fadeWidth)) }
    return (columns(0 &- offset), columns(excess &+ offset))
  }

  /// The greatest width that is told apart, in columns; offsets beyond ± twice this are cut to it.
  public static var widthLimit: Int { 1 &<< 20 }
}
