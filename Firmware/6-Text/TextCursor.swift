/// Walks a line of text glyph by glyph, in the order of the bytes.
///
/// The one place that decides what a scalar is drawn as, so that measuring and drawing agree.
struct TextCursor {
  /// One step: what to draw, and how the pen moves.
  struct Step: ~Copyable {
    var scalar: UInt32
    var glyph = Glyph()
    /// Drawn over the step before; the pen stays.
    var isMark: Bool

    init(scalar: UInt32, isMark: Bool) {
      self.scalar = scalar
      self.isMark = isMark
    }

    var advance: Int { isMark ? 0 : glyph.advance }
  }

  let font: Font
  let fallback: FallbackFont?
  var scalars = UTF8Scalars()
  /// Whether the last character is an Arabic letter that reaches for the next.
  var reachesOn = false
  private var previous: UInt32 = 0

  init(font: Font, fallback: FallbackFont?) {
    self.font = font
    self.fallback = fallback
  }

  /// The next step through `text`, which is the same on every call; `nil` at its end.
  mutating func next(in text: Span<UInt8>) -> Step? {
    while let scalar = scalars.next(in: text) {
      if isAbsorbed(scalar) { continue }
      previous = scalar
      let kind = ScalarClass(scalar)
      if kind == .invisible {
        if scalar == Self.zeroWidthNonJoiner { reachesOn = false }
        continue
      }
      let isMark = kind == .mark
      let whole = isMark ? scalar : composed(scalar, in: text)
      var step = Step(scalar: whole, isMark: isMark)
      if read(whole, isMark: isMark, into: &step.glyph) { return step }
    }
    return nil
  }

  /// Whether `scalar` only changes the picture before it: the later parts of an emoji sequence.
  private mutating func isAbsorbed(_ scalar: UInt32) -> Bool {
    guard scalar >= 0x1F000 else { return false }
    if 0x1F3FB...0x1F3FF ~= scalar { return true }
    let isSecondOfFlag = Self.isRegional(scalar) && Self.isRegional(previous)
    guard isSecondOfFlag || previous == Self.zeroWidthJoiner else { return false }
    previous = 0
    return true
  }

  /// Makes `glyph` what is drawn for `scalar`: where no font has it nothing for a mark, a diamond
  /// for a pictograph and U+FFFD for the rest.
  private func read(_ scalar: UInt32, isMark: Bool, into glyph: inout Glyph) -> Bool {
    if font.read(scalar, into: &glyph) { return true }
    if let fallback, fallback.read(scalar, into: &glyph) { return true }
    if isMark { return false }
    let substitute = scalar > 0xFFFF ? Self.diamond : UTF8Scalars.replacement
    _ = font.read(substitute, into: &glyph)
    return true
  }

  private static var diamond: UInt32 { 0x25C6 }
  private static var zeroWidthNonJoiner: UInt32 { 0x200C }
  private static var zeroWidthJoiner: UInt32 { 0x200D }

  private static func isRegional(_ scalar: UInt32) -> Bool { 0x1F1E6...0x1F1FF ~= scalar }
}

extension TextCursor {
  /// Columns that `text` takes, up to ``TextLine/widthLimit``.
  mutating func width(of text: Span<UInt8>) -> Int {
    var width = 0
    while width < TextLine.widthLimit, let step = next(in: text) { width &+= step.advance }
    return min(width, TextLine.widthLimit)
  }
}
