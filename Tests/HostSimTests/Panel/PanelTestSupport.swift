import Firmware

@testable import HostSim

/// Numbers that look random and are the same every time.
struct PanelTestRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 2 + 1 }

  mutating func next() -> UInt64 {
    // A 64-bit linear congruential generator, its high bits folded onto the low ones.
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ state >> 33
  }
}

extension ST7789Model {
  static func asPoweredOn(seed: UInt64 = 1) -> ST7789Model {
    ST7789Model(clock: VirtualClock(), seed: seed)
  }

  /// Awake, on, lit, 16 bits a pixel; nothing violated.
  static func ready(seed: UInt64 = 1) -> ST7789Model {
    let model = asPoweredOn(seed: seed)
    model.command(0x11)
    model.clock.advance(milliseconds: 120)
    model.command(0x3A, [0x55])
    model.command(0x29)
    model.backlight(percent: 100)
    return model
  }

  /// CASET and RASET, ends included.
  func setWindow(_ columns: ClosedRange<Int>, _ rows: ClosedRange<Int>) {
    command(0x2A, words(columns.lowerBound, columns.upperBound))
    command(0x2B, words(rows.lowerBound, rows.upperBound))
  }

  var rules: [PanelViolation.Rule] { violations.map(\.rule) }
}

/// Big-endian 16-bit words.
func words(_ values: Int...) -> [UInt8] {
  values.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
}

/// Pixels as they go over the bus.
func pixelBytes(_ pixels: [UInt16]) -> [UInt8] {
  pixels.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
}
