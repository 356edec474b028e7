import Testing

@testable import HostSim

/// What the eye sees: a driver's mistake must show, its absence must not.
struct SimulatedGlassTests {
  static let glasses: [SimulatedGlass] = [
    .size240x280, .size240x320, .size240x240, .size135x240, .size170x320,
  ]

  enum Mistake: CaseIterable { case noOffset, wrongColorOrder, wrongInversion, mirrored }

  /// The picture that a driver means: four colours that differ under every mistake, one a quarter,
  /// and a mark in the upper left corner.
  static func intended(_ glass: SimulatedGlass) -> [[UInt16]] {
    (0..<glass.height).map { y in
      (0..<glass.width).map { x in
        if x < 5, y < 3 { return 0xFFFF }
        switch (x < glass.width / 2, y < glass.height / 2) {
        case (true, true): return 0xF800
        case (false, true): return 0x07E0
        case (true, false): return 0x001F
        case (false, false): return 0xFD20
        }
      }
    }
  }

  /// A whole driver's sequence for `glass`, with at most one mistake.
  static func draw(on glass: SimulatedGlass, _ mistake: Mistake? = nil) -> ST7789Model {
    let model = ST7789Model.ready()
    let isBGR = (glass.colorOrder == .bgr) != (mistake == .wrongColorOrder)
    model.command(0x36, [(isBGR ? 0x08 : 0x00) | (mistake == .mirrored ? 0x40 : 0x00)])
    let inverted = (glass.polarity == .inverted) != (mistake == .wrongInversion)
    model.command(inverted ? 0x21 : 0x20)
    let (column, row) = mistake == .noOffset ? (0, 0) : (glass.column, glass.row)
    model.setWindow(column...column + glass.width - 1, row...row + glass.height - 1)
    model.command(0x2C, pixelBytes(intended(glass).flatMap { $0 }))
    return model
  }

  @Test(arguments: glasses)
  func aRightDriverShowsTheRightPicture(_ glass: SimulatedGlass) {
    let model = Self.draw(on: glass)
    let picture = glass.picture(of: model)
    #expect(model.violations.isEmpty)
    #expect(picture.width == glass.width && picture.height == glass.height)
    #expect(picture[0, 0] == (255, 255, 255))
    #expect(picture[4, 2] == (255, 255, 255))
    #expect(picture[5, 2] == (255, 0, 0))
    #expect(picture[glass.width - 1, 0] == (0, 255, 0))
    #expect(picture[0, glass.height - 1] == (0, 0, 255))
    #expect(picture[glass.width - 1, glass.height - 1] == (255, 166, 0))
  }

  @Test(arguments: glasses, Mistake.allCases)
  func eachMistakeShows(_ glass: SimulatedGlass, _ mistake: Mistake) {
    if mistake == .noOffset, glass.column == 0, glass.row == 0 { return }
    let right = glass.picture(of: Self.draw(on: glass))
    let wrong = glass.picture(of: Self.draw(on: glass, mistake))
    let differing = stride(from: 0, to: right.rgb.count, by: 3).filter {
      right.rgb[$0..<$0 + 3] != wrong.rgb[$0..<$0 + 3]
    }
    // Rows or columns of noise at the least; more than a quarter for the colours.
    let least = mistake == .noOffset ? glass.width * 20 : glass.width * glass.height / 4
    #expect(differing.count >= least)
  }

  @Test
  func aForgottenOffsetShowsNoiseAtTheFarEdge() {
    let glass = SimulatedGlass.size240x280
    let picture = glass.picture(of: Self.draw(on: glass, .noOffset))
    let lastRows = (260..<280).flatMap { y in (0..<240).map { x in picture[x, y].green } }
    #expect(Set(lastRows).count == 64)
    #expect(picture[0, 0] == (255, 0, 0))
  }

  @Test(arguments: glasses)
  func anUndrivenGlassRests(_ glass: SimulatedGlass) {
    let rest = UInt8(glass.rest == .black ? 0 : 255)
    let undriven: [(ST7789Model) -> Void] = [
      { $0.command(0x28) }, { $0.command(0x10) }, { $0.command(0x01) },
      {
        $0.reset(.low)
        $0.clock.advance(nanoseconds: 10_000)
      },
    ]
    for stop in undriven {
      let model = Self.draw(on: glass)
      stop(model)
      #expect(glass.picture(of: model).rgb.allSatisfy { $0 == rest })
      model.backlight(percent: 0)
      #expect(glass.picture(of: model).rgb.allSatisfy { $0 == 0 })
    }
  }

  @Test
  func theBacklightOnlyDecidesWhetherAnythingIsSeen() {
    let glass = SimulatedGlass.size240x280
    let model = Self.draw(on: glass)
    let bright = glass.picture(of: model)
    model.backlight(percent: 1)
    #expect(glass.picture(of: model) == bright)
    model.backlight(percent: 0)
    #expect(glass.picture(of: model) == Picture(width: 240, height: 280))
    model.backlight(percent: 255)
    #expect(model.backlightPercent == 100)
  }

  @Test
  func wakingWithoutDrawingShowsSnow() {
    let glass = SimulatedGlass.size240x280
    let picture = glass.picture(of: .ready(seed: 3))
    #expect(Set(picture.rgb).count >= 64)
    #expect(picture != glass.picture(of: .ready(seed: 4)))
    let asleep = ST7789Model.asPoweredOn(seed: 3)
    asleep.backlight(percent: 100)
    #expect(glass.picture(of: asleep) == Picture(width: 240, height: 280))
  }

  @Test
  func everyLevelIsSpreadToTheNearest() {
    let glass = SimulatedGlass(
      width: 64, height: 1, colorOrder: .rgb, polarity: .normal, rest: .black)
    let model = ST7789Model.ready()
    model.setWindow(0...63, 0...0)
    model.command(0x2C, pixelBytes((0..<64).map { ($0 / 2) << 11 | $0 << 5 | (31 - $0 / 2) }))
    let picture = glass.picture(of: model)
    for value in 0..<64 {
      let expected = (
        UInt8((Double(value / 2) * 255 / 31).rounded()),
        UInt8((Double(value) * 255 / 63).rounded()),
        UInt8((Double(31 - value / 2) * 255 / 31).rounded())
      )
      #expect(picture[value, 0] == expected)
    }
  }

  @Test
  func idleModeShowsEightColors() {
    let glass = SimulatedGlass(
      width: 4, height: 1, colorOrder: .rgb, polarity: .normal, rest: .black)
    let model = ST7789Model.ready()
    model.setWindow(0...3, 0...0)
    model.command(0x2C, pixelBytes([15 << 11 | 31 << 5 | 15, 16 << 11, 32 << 5, 16]))
    let full = glass.picture(of: model)
    model.command(0x39)
    #expect(glass.picture(of: model).rgb == [0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0, 255])
    model.command(0x38)
    #expect(glass.picture(of: model) == full)
  }

  @Test(arguments: [(100, 119), (300, 19)])
  func partialModeShowsItsRowsOnly(start: Int, end: Int) {
    let glass = SimulatedGlass.size240x320
    let model = Self.draw(on: glass)
    let whole = glass.picture(of: model)
    model.command(0x30, words(start, end))
    model.command(0x12)
    let part = glass.picture(of: model)
    for y in 0..<320 {
      let isLit = start <= end ? (start...end).contains(y) : y >= start || y <= end
      #expect((part[100, y] == whole[100, y]) == isLit, "row \(y)")
      if !isLit { #expect(part[100, y] == (255, 255, 255)) }
    }
    model.command(0x13)
    #expect(glass.picture(of: model) == whole)
  }
}
