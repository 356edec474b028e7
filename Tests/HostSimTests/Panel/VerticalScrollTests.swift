import Testing

@testable import HostSim

struct VerticalScrollTests {
  /// A glass of one column and all rows, whose row number can be read back from the light.
  private let glass = SimulatedGlass(
    width: 1, height: 320, colorOrder: .rgb, polarity: .normal, rest: .black)

  private func model() -> ST7789Model {
    let model = ST7789Model.ready()
    model.setWindow(0...0, 0...319)
    model.command(0x2C, pixelBytes((0..<320).map { UInt16($0 / 64) << 11 | UInt16($0 % 64) << 5 }))
    return model
  }

  private func shownRows(_ model: ST7789Model) -> [Int] {
    let picture = glass.picture(of: model)
    return (0..<320).map { y in
      (Int(picture[0, y].red) * 31 + 127) / 255 * 64 + (Int(picture[0, y].green) * 63 + 127) / 255
    }
  }

  /// The scroll area as a list that is turned step by step.
  private func reference(top: Int, area: Int, start: Int, upwards: Bool) -> [Int] {
    var lines = Array(0..<320)
    var middle = Array(lines[top..<top + area])
    while middle[0] != start { middle.append(middle.removeFirst()) }
    lines.replaceSubrange(top..<top + area, with: middle)
    return upwards ? lines.reversed().map { 319 - $0 } : lines
  }

  @Test(arguments: [(0, 320), (20, 280), (1, 1), (0, 240), (80, 240)], [false, true])
  func everyStartTurnsTheScrollArea(_ areas: (top: Int, area: Int), upwards: Bool) {
    let model = model()
    if upwards { model.command(0x36, [0x10]) }
    model.command(0x33, words(areas.top, areas.area, 320 - areas.top - areas.area))
    for start in stride(from: areas.top, to: areas.top + areas.area, by: 37) {
      model.command(0x37, words(start))
      let expected = reference(
        top: areas.top, area: areas.area, start: start, upwards: upwards)
      #expect(shownRows(model) == expected, "start \(start)")
    }
    #expect(model.violations.isEmpty)
  }

  @Test
  func normalModeEndsScrolling() {
    let model = model()
    let still = Array(0..<320)
    model.command(0x33, words(0, 320, 0))
    #expect(shownRows(model) == still)
    model.command(0x37, words(1))
    #expect(shownRows(model)[0] == 1)
    model.command(0x13)
    #expect(shownRows(model) == still)
  }

  @Test
  func anInvalidDefinitionMovesNothing() {
    let model = model()
    model.command(0x33, words(0, 300, 0))
    model.command(0x37, words(10))
    #expect(shownRows(model) == Array(0..<320))
    model.command(0x33, words(20, 280, 20))
    model.command(0x37, words(10))
    #expect(shownRows(model) == Array(0..<320))
  }
}
