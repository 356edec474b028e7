/// The drawn signs of the faces on which nothing plays.
///
/// An icon is a square picture, computed pixel by pixel: no bitmap is stored, and it has any size.
/// It is a list of ``IconPart``s, drawn one over the other.
enum Icon: UInt8 {
  /// A record, the product's sign; ``RecordPicture`` draws it.
  case record
  /// Three dots: something is under way.
  case dots
  /// Radio waves.
  case waves
  /// The same, struck out.
  case noWaves
  /// A silent machine.
  case machine
  /// A padlock.
  case lock
  /// A clock.
  case clock
  /// An arrow into a tray.
  case download
  /// A warning sign.
  case warning
  /// Head and shoulders.
  case person
  case crown
  case hourglass
  /// A cloud, struck out.
  case noCloud
  /// A speech bubble with a cross.
  case bubble
  /// Sliders.
  case settings

  /// What a pixel shows: how much of it is drawn, and in which of two colours.
  struct Ink {
    /// 0…15.
    var level = 0
    var isAccent = false
  }

  /// The ink of the pixel (`x`, `y`) of the icon when it is `side` pixels wide, up to 240.
  @inline(never)
  func ink(x: Int, y: Int, side: Int) -> Ink {
    let point = Shape.Vector(pixel: x, y, of: side, side)
    var ink = Ink()
    for index in range {
      let part = Self.parts[index]
      let level = part.coverage(point, side: side)
      switch part.use {
      case .draw, .accent:
        if level > ink.level { ink = Ink(level: level, isAccent: part.use == .accent) }
      case .cut: ink.level = min(ink.level, 15 &- level)
      case .clip: ink.level = min(ink.level, level)
      }
    }
    return ink
  }

  /// Where its parts stand in the list.
  private var range: Range<Int> {
    switch self {
    case .record: 0..<0
    case .dots: 0..<3
    case .waves: 3..<8
    case .noWaves: 3..<10
    case .machine: 10..<16
    case .lock: 16..<23
    case .clock: 23..<26
    case .download: 26..<32
    case .warning: 32..<37
    case .person: 37..<40
    case .crown: 40..<50
    case .hourglass: 50..<56
    case .noCloud: 56..<60
    case .bubble: 60..<65
    case .settings: 65..<71
    }
  }

  private static let parts: InlineArray<71, IconPart> = [
    // Dots.
    IconPart(.draw, .line, 0, 0, 0, 0, 10),
    IconPart(.draw, .line, 20, 0, 20, 0, 10),
    IconPart(.accent, .line, -20, 0, -20, 0, 10),
    // No waves: three arcs and a dot, a gap, and a stroke in it.
    IconPart(.draw, .ring, 0, 20, 44, 0, 5),
    IconPart(.draw, .ring, 0, 20, 31, 0, 5),
    IconPart(.draw, .ring, 0, 20, 18, 0, 5),
    IconPart(.clip, .quadrant, 0, 20, 0, 0, 0),
    IconPart(.draw, .line, 0, 17, 0, 17, 10),
    IconPart(.cut, .line, -24, -26, 24, 26, 14),
    IconPart(.accent, .line, -24, -26, 24, 26, 5),
    // Machine: two cases, each with a slit and a light.
    IconPart(.draw, .frame, 0, -13, 28, 11, 5),
    IconPart(.draw, .frame, 0, 13, 28, 11, 5),
    IconPart(.draw, .line, 2, -13, 18, -13, 4),
    IconPart(.draw, .line, 2, 13, 18, 13, 4),
    IconPart(.accent, .line, -17, -13, -17, -13, 8),
    IconPart(.accent, .line, -17, 13, -17, 13, 8),
    // Lock: the bow is the upper part of a ring, on legs; then the body, and the keyhole.
    IconPart(.draw, .ring, 0, -13, 15, 0, 4),
    IconPart(.clip, .box, 0, -22, 20, 9, 0),
    IconPart(.draw, .box, -13, -8, 2, 7, 0),
    IconPart(.draw, .box, 13, -8, 2, 7, 0),
    IconPart(.accent, .box, 0, 12, 23, 17, 5),
    IconPart(.cut, .line, 0, 9, 0, 9, 8),
    IconPart(.cut, .line, 0, 9, 0, 17, 4),
    // Clock.
    IconPart(.draw, .ring, 0, 0, 28, 0, 4),
    IconPart(.accent, .line, 0, 0, 0, -16, 4),
    IconPart(.accent, .line, 0, 0, 11, 7, 4),
    // Download: the tray, then the arrow.
    IconPart(.draw, .line, -26, 24, 26, 24, 4),
    IconPart(.draw, .line, -26, 12, -26, 24, 4),
    IconPart(.draw, .line, 26, 12, 26, 24, 4),
    IconPart(.accent, .line, 0, -26, 0, 8, 4),
    IconPart(.accent, .line, -13, -4, 0, 9, 4),
    IconPart(.accent, .line, 13, -4, 0, 9, 4),
    // Warning: a triangle with an exclamation mark.
    IconPart(.draw, .line, -28, 22, 28, 22, 4),
    IconPart(.draw, .line, -28, 22, 0, -26, 4),
    IconPart(.draw, .line, 28, 22, 0, -26, 4),
    IconPart(.accent, .line, 0, -8, 0, 6, 4),
    IconPart(.accent, .line, 0, 14, 0, 14, 6),
    // Person: shoulders, cut off below, and the head.
    IconPart(.draw, .box, 0, 28, 26, 20, 18),
    IconPart(.clip, .box, 0, 0, 32, 27, 0),
    IconPart(.accent, .line, 0, -13, 0, -13, 26),
    // Crown: its outline, and a jewel on each point.
    IconPart(.draw, .line, -22, 22, 22, 22, 5),
    IconPart(.draw, .line, -22, 22, -26, -10, 4),
    IconPart(.draw, .line, -26, -10, -11, 4, 4),
    IconPart(.draw, .line, -11, 4, 0, -18, 4),
    IconPart(.draw, .line, 0, -18, 11, 4, 4),
    IconPart(.draw, .line, 11, 4, 26, -10, 4),
    IconPart(.draw, .line, 26, -10, 22, 22, 4),
    IconPart(.accent, .line, -26, -13, -26, -13, 9),
    IconPart(.accent, .line, 0, -22, 0, -22, 9),
    IconPart(.accent, .line, 26, -13, 26, -13, 9),
    // Hourglass: the ends, the glass, and the sand.
    IconPart(.draw, .line, -18, -26, 18, -26, 4),
    IconPart(.draw, .line, -18, 26, 18, 26, 4),
    IconPart(.draw, .line, -15, -26, 15, 26, 4),
    IconPart(.draw, .line, 15, -26, -15, 26, 4),
    IconPart(.accent, .line, -7, 20, 7, 20, 6),
    IconPart(.accent, .line, 0, 4, 0, 18, 4),
    // No cloud: its two parts, a gap, and a stroke in it.
    IconPart(.draw, .line, -16, 9, 18, 9, 22),
    IconPart(.draw, .line, 0, -4, 0, -4, 36),
    IconPart(.cut, .line, -24, -26, 24, 26, 14),
    IconPart(.accent, .line, -24, -26, 24, 26, 5),
    // Bubble: its outline, the tail, and the cross.
    IconPart(.draw, .frame, 0, -6, 28, 20, 6),
    IconPart(.draw, .line, -12, 12, -18, 26, 5),
    IconPart(.draw, .line, -18, 26, -2, 13, 5),
    IconPart(.accent, .line, -8, -14, 8, 2, 5),
    IconPart(.accent, .line, 8, -14, -8, 2, 5),
    // Settings: three sliders.
    IconPart(.draw, .line, -26, -18, 26, -18, 4),
    IconPart(.draw, .line, -26, 0, 26, 0, 4),
    IconPart(.draw, .line, -26, 18, 26, 18, 4),
    IconPart(.accent, .line, 10, -18, 10, -18, 14),
    IconPart(.accent, .line, -12, 0, -12, 0, 14),
    IconPart(.accent, .line, 4, 18, 4, 18, 14),
  ]
}
