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
  /// Whether brackets and their like are drawn mirrored: in text from right to left.
  var isMirroring = false
  /// Whether the last character is an Arabic letter that reaches for the next.
  var reachesOn = false
  /// Whether the last character is drawn by the fallback font: its cells keep letters further apart
  /// than the other fonts' space keeps words.
  var isBesideFallback = false
  /// A vowel sign further on that is drawn already, before its consonant.
  private var movedSign: UInt32?
  private var previous: UInt32 = 0

  init(font: Font, fallback: FallbackFont?) {
    self.font = font
    self.fallback = fallback
  }

  /// The next step through `text`, which is the same on every call; `nil` at its end.
  mutating func next(in text: Span<UInt8>) -> Step? {
    while true {
      let start = scalars
      guard let scalar = scalars.next(in: text) else { return nil }
      if isAbsorbed(scalar) { continue }
      previous = scalar
      let role = ScalarTraits.role(of: scalar)
      if role == .invisible {
        if scalar == Self.zeroWidthNonJoiner { reachesOn = false }
        if scalar == Self.zeroWidthJoiner { reachesOn = true }
        continue
      }
      var whole = scalar
      if let sign = movedSign {
        if sign == scalar {
          movedSign = nil
          guard let right = VowelSign.right(of: sign) else { continue }
          whole = right
        }
      } else if let sign = VowelSign.ahead(of: scalar, at: scalars, in: text) {
        movedSign = sign
        scalars = start
        whole = VowelSign.left(of: sign)
      } else if role != .mark {
        whole = composed(scalar, role, in: text)
      }
      if isMirroring, let pair = MirroredPair(whole) { whole = pair.other }
      var step = Step(
        scalar: whole,
        isMark: role == .mark || whole != scalar && ScalarTraits.role(of: whole) == .mark)
      guard read(whole, or: scalar, isMark: step.isMark, into: &step.glyph) else { continue }
      if scalar == 0x20 {
        if isBesideFallback { step.glyph.advance = Self.wideSpace }
      } else if !step.isMark {
        isBesideFallback = step.glyph.images[0].source == .fallback
      }
      return step
    }
  }

  /// Whether `scalar` only changes the picture before it: the later parts of an emoji sequence.
  private mutating func isAbsorbed(_ scalar: UInt32) -> Bool {
    if 0x1F3FB...0x1F3FF ~= scalar { return true }
    // Arrows, signs and dingbats take part in sequences of pictographs.
    let isPictograph = scalar >= 0x1F000 || 0x2190...0x2BFF ~= scalar
    let isSecondOfFlag = Self.isRegional(scalar) && Self.isRegional(previous)
    guard isSecondOfFlag || isPictograph && previous == Self.zeroWidthJoiner else { return false }
    previous = 0
    return true
  }

  /// Makes `glyph` what is drawn for `shape`, or else for `scalar`: where no font has them nothing
  /// for a mark, a diamond for a pictograph and U+FFFD for the rest.
  private func read(
    _ shape: UInt32, or scalar: UInt32, isMark: Bool, into glyph: inout Glyph
  ) -> Bool {
    if font.read(shape, into: &glyph) { return true }
    if let fallback {
      if fallback.read(shape, into: &glyph) { return true }
      // A fallback font of an earlier release has no joined shapes.
      if shape != scalar, fallback.read(scalar, into: &glyph) { return true }
    }
    if isMark { return false }
    let plain = FancyLetter.plain(scalar)
    if plain != scalar, font.read(plain, into: &glyph) { return true }
    _ = font.read(scalar > 0xFFFF ? Self.diamond : UTF8Scalars.replacement, into: &glyph)
    return true
  }

  /// Columns of a space in the fallback font.
  private static var wideSpace: Int { 8 }
  private static var diamond: UInt32 { 0x25C6 }
  private static var zeroWidthNonJoiner: UInt32 { 0x200C }
  private static var zeroWidthJoiner: UInt32 { 0x200D }

  private static func isRegional(_ scalar: UInt32) -> Bool { 0x1F1E6...0x1F1FF ~= scalar }
}

extension TextCursor {
  /// Columns that the rest of `text` takes, up to ``TextLine/widthLimit``.
  mutating func width(of text: Span<UInt8>) -> Int {
    var width = 0
    while width < TextLine.widthLimit, let step = next(in: text) { width &+= step.advance }
    return min(width, TextLine.widthLimit)
  }
}
