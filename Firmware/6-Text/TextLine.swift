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

  public init(font: Font, foreground: RGB565, background: RGB565) {
    self.font = font
    self.foreground = foreground
    self.background = background
  }

  /// The greatest width that is told apart, in columns; offsets beyond ± twice this are cut to it.
  public static var widthLimit: Int { 1 &<< 20 }
}
