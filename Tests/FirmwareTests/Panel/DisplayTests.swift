import Testing

@testable import Firmware
@testable import HostSim

@Suite struct DisplayTests {
  private static let area = Rect(x: 9, y: 0, width: 222, height: 222)

  private func display(_ desk: SimulatedDesk) throws -> Display<SimulatedDisplayBus> {
    var display = Display(panel: SimulatedPanel(bus: desk.bus), coverArea: Self.area)
    try display.panel.switchOn(desk)
    return display
  }

  /// A cover in blocks of random length, with other drawing between them.
  @Test(arguments: 0..<12) func aCoverSurvivesWhatIsDrawnBetweenItsBlocks(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let size = Size(
      width: .random(in: 1...240, using: &random), height: .random(in: 1...280, using: &random))
    let pixels = (0..<Int(size.area)).map { _ in
      RGB565(rawValue: .random(in: 0 ... .max, using: &random))
    }
    let desk = SimulatedDesk()
    var display = try display(desk)
    try display.beginCover(size)
    let stream = bytes(pixels)
    var start = 0
    while start < stream.count {
      let end = min(start + 2 * .random(in: 1...500, using: &random), stream.count)
      try display.write(stream.span.extracting(start..<end))
      start = end
      if Bool.random(using: &random) {
        try display.panel.fill(Rect(x: 3, y: 250, width: 9, height: 7), .white)
      }
    }
    // A smaller one stands in the middle, and of a larger one the middle is seen.
    let (width, height) = (min(Int(size.width), 222), min(Int(size.height), 222))
    var meant = Picture(width: 240, height: 280)
    let cover = expected(pixels, size)
    for y in 0..<height {
      for x in 0..<width {
        meant[9 + (222 - width) / 2 + x, (222 - height) / 2 + y] =
          cover[(cover.width - width) / 2 + x, (cover.height - height) / 2 + y]
      }
    }
    var seen = desk.picture
    for y in 250..<257 { for x in 3..<12 { seen[x, y] = (0, 0, 0) } }
    #expect(seen == meant, "seed \(seed), \(size.width)×\(size.height)")
    #expect(desk.complaint == nil)
  }

  /// The panel is refreshed, which sets MADCTL, in the middle of a row.
  @Test func aCoverSurvivesARefresh() throws {
    let desk = SimulatedDesk()
    var display = try display(desk)
    let size = Size(width: 222, height: 222)
    let pixels = (0..<222 * 222).map { RGB565(rawValue: UInt16(truncatingIfNeeded: $0 &* 7)) }
    let stream = bytes(pixels)
    try display.beginCover(size)
    try display.write(stream.span.extracting(0..<40_002))
    let refreshDue = display.panel.refreshDue
    desk.wait(until: try #require(refreshDue))
    try display.panel.settle(desk)
    try display.write(stream.span.extracting(40_002..<stream.count))
    let meant = expected(pixels, size)
    let seen = desk.picture
    #expect(
      (0..<222 * 222).allSatisfy { seen[9 + $0 % 222, $0 / 222] == meant[$0 % 222, $0 / 222] })
    #expect(desk.complaint == nil)
  }

  @Test func refusesACoverThatIsTooLargeAndPixelsPastItsEnd() throws {
    let desk = SimulatedDesk()
    var display = try display(desk)
    for size in [Size(width: 241, height: 1), Size(width: 1, height: 281)] {
      #expect(throws: PanelError<SimulatedBusFailure>.outside) { try display.beginCover(size) }
    }
    try display.beginCover(Size(width: 2, height: 2))
    try display.write([UInt8](repeating: 0xFF, count: 8).span)
    #expect(throws: PanelError<SimulatedBusFailure>.outside) {
      try display.write([UInt8](repeating: 0xFF, count: 2).span)
    }
    // Nor does it write where its place was lost and something else was drawn.
    try display.beginCover(Size(width: 2, height: 2))
    try display.write([UInt8](repeating: 0xFF, count: 4).span)
    display.cover.lose()
    try display.panel.fill(Rect(x: 0, y: 0, width: 1, height: 1), .black)
    #expect(throws: PanelError<SimulatedBusFailure>.notReady) {
      try display.write([UInt8](repeating: 0xFF, count: 4).span)
    }
    #expect(desk.complaint == nil)
  }
}
