/// A record: the product's sign, and what stands in the place of a cover that is missing.
///
/// It is computed pixel by pixel, in greys with a coloured label, and dithered, since the panel has
/// only 32 greys.
struct RecordPicture {
  /// What is behind the record.
  enum Ground {
    /// A sheet of dark paper, as large as the picture.
    case paper
    /// The screen's background; the record fills the picture.
    case screen
  }

  let ground: Ground
  private let label: Tone
  private let labelRing: Tone
  /// Pixels, at most 320.
  let size: Size

  /// Sixteenths of a pixel.
  private let radius: Int

  /// - Parameter labelColor: nil for the product's own.
  init(_ ground: Ground, size: Size, labelColor: RGB565? = nil) {
    self.ground = ground
    label = labelColor.map { Tone($0) } ?? Self.label
    labelRing = labelColor.map { Tone(0, 0, 0).mixed(with: Tone($0), 10) } ?? Self.labelRing
    self.size = size
    let side = Int(min(size.width, size.height))
    radius = ground == .paper ? side &* 13 / 2 : side &* 8 &- 8
  }

  /// The colour of a pixel.
  @inline(never)
  func color(x: Int, y: Int) -> RGB565 {
    let point = Shape.Vector(pixel: x, y, of: Int(size.width), Int(size.height))
    let label = radius &* 3 / 8
    let hole = max(20, radius / 24)
    let behind = ground == .paper ? Self.paper : Tone(0, 0, 0)
    let body = Shape.disc(point, radius: radius)
    var tone = behind
    if body > 0 {
      tone = tone.mixed(with: vinyl(point), body)
      tone = tone.mixed(with: self.label, Shape.disc(point, radius: label))
      tone = tone.mixed(
        with: labelRing,
        Shape.ring(point, radius: label &* 3 / 5, width: max(16, radius / 60)))
      tone = tone.mixed(with: behind, Shape.disc(point, radius: hole))
    }
    return tone.dithered(x, y)
  }

  /// Grooves, and light that falls on them from the upper left: it shows as two bright sectors.
  private func vinyl(_ point: Shape.Vector) -> Tone {
    let square = max(1, point.squared)
    // The sine of twice the angle from the axes, in 256ths; its sign tells the sectors apart.
    let sine = 0 &- 2 &* point.x &* point.y / max(1, square &>> 8)
    let light = max(0, sine &- 96)
    let grooves = min(light &* light / 640, 44)
    // The distance from the middle has a root; rings need only its order of magnitude: squares that
    // are the same distance apart are rings that get narrower outwards, as worn grooves are.
    let ring = square / max(1, radius &* radius / 64) & 3
    let wear = ring == 0 ? 5 : ring == 2 ? 0 : 3
    let level = 22 &+ grooves &+ wear
    return Tone(level, level, level &+ 3)
  }

  private static var paper: Tone { Tone(36, 37, 44) }
  private static var label: Tone { Tone(214, 140, 66) }
  private static var labelRing: Tone { Tone(150, 92, 40) }
}

/// A colour of 8 bits a channel.
private struct Tone {
  var red: Int
  var green: Int
  var blue: Int

  init(_ red: Int, _ green: Int, _ blue: Int) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  init(_ color: RGB565) {
    self.init(
      Int(color.rawValue &>> 11) &* 255 / 31, Int(color.rawValue &>> 5 & 0x3F) &* 255 / 63,
      Int(color.rawValue & 0x1F) &* 255 / 31)
  }

  /// `self` behind `other`, which covers `level` fifteenths.
  @inline(never)
  func mixed(with other: Tone, _ level: Int) -> Tone {
    Tone(
      red &+ (other.red &- red) &* level / 15, green &+ (other.green &- green) &* level / 15,
      blue &+ (other.blue &- blue) &* level / 15)
  }

  private static let pattern: InlineArray<16, UInt8> = [
    0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5,
  ]

  /// The panel's colour at a place: rounded up there more or less often, by a 4 × 4 pattern (Bayer).
  func dithered(_ x: Int, _ y: Int) -> RGB565 {
    let threshold = Int(Self.pattern[(y & 3) &* 4 &+ (x & 3)])
    func step(_ value: Int, _ steps: Int) -> UInt16 {
      UInt16(truncatingIfNeeded: (value &* steps &* 16 / 255 &+ threshold) / 16)
    }
    return RGB565(rawValue: step(red, 31) &<< 11 | step(green, 63) &<< 5 | step(blue, 31))
  }
}
