/// The drawn signs of the faces on which nothing plays.
///
/// An icon is a square picture, computed pixel by pixel: no bitmap is stored, and it has any size.
/// Its shapes stand on a grid of 64 × 64, the origin in the middle.
enum Icon: UInt8 {
  /// A record, the product's sign.
  case record
  /// Three dots: something is under way.
  case dots
  /// Radio waves, struck out.
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

  /// What a pixel shows: how much of it is drawn, and in which of two colours.
  struct Ink {
    /// 0…15.
    var level = 0
    var isAccent = false

    init(_ level: Int, accent: Int = 0) {
      isAccent = accent > level
      self.level = max(level, accent)
    }

    /// Leaves `cut` out.
    func without(_ cut: Int) -> Ink {
      var ink = self
      ink.level = min(level, 15 &- cut)
      return ink
    }
  }

  /// The ink of the pixel (`x`, `y`) of the icon when it is `side` pixels wide, up to 240.
  func ink(x: Int, y: Int, side: Int) -> Ink {
    let pen = Pen(x: 16 &* x &+ 8 &- 8 &* side, y: 16 &* y &+ 8 &- 8 &* side, side: side)
    return switch self {
    case .record: Ink(0)
    case .dots: Self.dots(pen)
    case .noWaves: Self.noWaves(pen)
    case .machine: Self.machine(pen)
    case .lock: Self.lock(pen)
    case .clock: Self.clock(pen)
    case .download: Self.download(pen)
    case .warning: Self.warning(pen)
    }
  }
}

/// Draws with lengths of the grid at one pixel.
private struct Pen {
  let point: Shape.Vector
  let side: Int

  init(x: Int, y: Int, side: Int) {
    point = Shape.Vector(x, y)
    self.side = side
  }

  /// Sixteenths of a pixel that `length` of the grid takes: 16 · side / 64.
  private func scaled(_ length: Int) -> Int { length &* side / 4 }
  private func at(_ x: Int, _ y: Int) -> Shape.Vector { Shape.Vector(scaled(x), scaled(y)) }

  func disc(_ x: Int, _ y: Int, _ radius: Int) -> Int {
    Shape.disc(point - at(x, y), radius: scaled(radius))
  }

  func ring(_ x: Int, _ y: Int, _ radius: Int, width: Int = 4) -> Int {
    Shape.ring(point - at(x, y), radius: scaled(radius), width: scaled(width))
  }

  func box(_ x: Int, _ y: Int, halfWidth: Int, halfHeight: Int, radius: Int = 4) -> Int {
    Shape.roundBox(
      point - at(x, y), halfWidth: scaled(halfWidth), halfHeight: scaled(halfHeight),
      radius: scaled(radius))
  }

  /// The outline of a box, 4 wide.
  func frame(_ x: Int, _ y: Int, halfWidth: Int, halfHeight: Int) -> Int {
    min(
      box(x, y, halfWidth: halfWidth, halfHeight: halfHeight, radius: 5),
      15 &- box(x, y, halfWidth: halfWidth &- 4, halfHeight: halfHeight &- 4, radius: 2))
  }

  func line(_ x1: Int, _ y1: Int, _ x2: Int, _ y2: Int, width: Int = 4) -> Int {
    Shape.line(point, at(x1, y1), at(x2, y2), width: scaled(width))
  }

  /// How far the point lies above (`x`, `y`) within 45° to either side, as coverage.
  func above(_ x: Int, _ y: Int) -> Int {
    let from = point - at(x, y)
    // The depth from the two slanting edges is 1/√2 of this.
    return Shape.coverage(depth: (0 &- from.y &- abs(from.x)) &* 11 / 16)
  }
}

extension Icon {
  private static func dots(_ pen: Pen) -> Ink {
    Ink(max(pen.disc(0, 0, 5), pen.disc(20, 0, 5)), accent: pen.disc(-20, 0, 5))
  }

  private static func noWaves(_ pen: Pen) -> Ink {
    let arcs = max(
      pen.ring(0, 20, 44, width: 5),
      max(pen.ring(0, 20, 31, width: 5), pen.ring(0, 20, 18, width: 5)))
    let waves = max(min(arcs, pen.above(0, 20)), pen.disc(0, 17, 5))
    let gap = pen.line(-24, -26, 24, 26, width: 14)
    return Ink(min(waves, 15 &- gap), accent: pen.line(-24, -26, 24, 26, width: 5))
  }

  private static func machine(_ pen: Pen) -> Ink {
    let upper = pen.frame(0, -13, halfWidth: 28, halfHeight: 11)
    let lower = pen.frame(0, 13, halfWidth: 28, halfHeight: 11)
    let slits = max(pen.line(2, -13, 18, -13), pen.line(2, 13, 18, 13))
    let lights = max(pen.disc(-17, -13, 4), pen.disc(-17, 13, 4))
    return Ink(max(max(upper, lower), slits), accent: lights)
  }

  private static func lock(_ pen: Pen) -> Ink {
    let legs = max(
      pen.box(-13, -8, halfWidth: 2, halfHeight: 7, radius: 0),
      pen.box(13, -8, halfWidth: 2, halfHeight: 7, radius: 0))
    let bow = min(pen.ring(0, -13, 15), pen.box(0, -22, halfWidth: 20, halfHeight: 9, radius: 0))
    let body = pen.box(0, 12, halfWidth: 23, halfHeight: 17, radius: 5)
    let hole = max(pen.disc(0, 9, 4), pen.line(0, 9, 0, 17))
    return Ink(max(bow, legs), accent: body).without(hole)
  }

  private static func clock(_ pen: Pen) -> Ink {
    let hands = max(pen.line(0, 0, 0, -16), pen.line(0, 0, 11, 7))
    return Ink(pen.ring(0, 0, 28), accent: hands)
  }

  private static func download(_ pen: Pen) -> Ink {
    let arrow = max(
      pen.line(0, -26, 0, 8), max(pen.line(-13, -4, 0, 9), pen.line(13, -4, 0, 9)))
    let tray = max(
      pen.line(-26, 24, 26, 24), max(pen.line(-26, 12, -26, 24), pen.line(26, 12, 26, 24)))
    return Ink(tray, accent: arrow)
  }

  private static func warning(_ pen: Pen) -> Ink {
    let sides = max(
      pen.line(-28, 22, 28, 22), max(pen.line(-28, 22, 0, -26), pen.line(28, 22, 0, -26)))
    return Ink(sides, accent: max(pen.line(0, -8, 0, 6), pen.disc(0, 14, 3)))
  }
}
