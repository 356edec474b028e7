import Testing

@testable import HostSim

/// Where pixels land in the memory, against the datasheet's table written out row by row.
struct AddressControlTests {
  /// MV, MX, MY and what the two counters address (ST7789V datasheet, section 8.12).
  enum Pointer { case column, columnFromEnd, row, rowFromEnd }
  static let table: [(mv: Int, mx: Int, my: Int, caset: Pointer, raset: Pointer)] = [
    (0, 0, 0, .column, .row),
    (0, 0, 1, .column, .rowFromEnd),
    (0, 1, 0, .columnFromEnd, .row),
    (0, 1, 1, .columnFromEnd, .rowFromEnd),
    (1, 0, 0, .row, .column),
    (1, 0, 1, .rowFromEnd, .column),
    (1, 1, 0, .row, .columnFromEnd),
    (1, 1, 1, .rowFromEnd, .columnFromEnd),
  ]

  /// Draws `pixels` into a copy of `memory` one at a time, by the table.
  static func draw(
    _ pixels: [UInt16], _ columns: ClosedRange<Int>, _ rows: ClosedRange<Int>, line: Int,
    over memory: ST7789Model.GraphicsMemory
  ) -> ST7789Model.GraphicsMemory {
    var result = memory
    var next = 0
    for rowAddress in rows {
      for columnAddress in columns where next < pixels.count {
        var cell = (column: -1, row: -1)
        for (pointer, address) in [
          (table[line].caset, columnAddress), (table[line].raset, rowAddress),
        ] {
          switch pointer {
          case .column: cell.column = address
          case .columnFromEnd: cell.column = 239 - address
          case .row: cell.row = address
          case .rowFromEnd: cell.row = 319 - address
          }
        }
        result[column: cell.column, row: cell.row] = pixels[next]
        next += 1
      }
    }
    return result
  }

  @Test(arguments: 0..<8)
  func everyCombinationOfMVMXAndMYFollowsTheTable(line: Int) {
    var random = PanelTestRandom(seed: UInt64(line))
    let (mv, mx, my, _, _) = Self.table[line]
    for round in 0..<24 {
      let model = ST7789Model.ready(seed: UInt64(round))
      // The lower bits turn nothing in the memory, whatever they are.
      let other = UInt8.random(in: 0..<32, using: &random)
      model.command(0x36, [UInt8(my << 7 | mx << 6 | mv << 5) | other])
      let columns = Self.range(in: mv == 1 ? 320 : 240, &random, touchingTheEdge: round % 3 == 0)
      let rows = Self.range(in: mv == 1 ? 240 : 320, &random, touchingTheEdge: round % 3 == 1)
      let count = Int.random(in: 1...columns.count * rows.count, using: &random)
      let pixels = (0..<count).map { _ in UInt16.random(in: 0...UInt16.max, using: &random) }
      let expected = Self.draw(pixels, columns, rows, line: line, over: model.memory)
      model.setWindow(columns, rows)
      model.command(0x2C, pixelBytes(pixels))
      #expect(model.memory == expected, "MADCTL line \(line), window \(columns) × \(rows)")
      #expect(model.violations.isEmpty)
    }
  }

  static func range(
    in size: Int, _ random: inout PanelTestRandom, touchingTheEdge: Bool
  ) -> ClosedRange<Int> {
    let length = Int.random(in: 1...24, using: &random)
    let start = touchingTheEdge ? size - length : Int.random(in: 0...size - length, using: &random)
    return start...start + length - 1
  }

  @Test
  func theWindowAfterResetIsTheWholeMemory() {
    let model = ST7789Model.ready()
    let count = 240 * 320
    model.command(0x2C, [UInt8](repeating: 0xA5, count: count * 2))
    #expect(model.violations.isEmpty)
    #expect((0..<320).allSatisfy { model.memory[column: 239, row: $0] == 0xA5A5 })
    model.data([0, 0])
    #expect(model.rules == [.windowOverrun])
  }

  @Test
  func afterTheLastPixelTheWindowStartsAgain() {
    let model = ST7789Model.ready()
    model.setWindow(10...12, 20...21)
    model.command(0x2C, pixelBytes([1, 2, 3, 4, 5, 6, 7, 8]))
    let rows = [20, 21].map { row in (10...12).map { model.memory[column: $0, row: row] } }
    #expect(rows == [[7, 8, 3], [4, 5, 6]])
    #expect(model.rules == [.windowOverrun])
    #expect(model.violations[0].count == 2)
  }

  @Test
  func writeContinueGoesOnWhereTheWriteEnded() {
    let model = ST7789Model.ready()
    model.setWindow(10...12, 20...21)
    model.command(0x2C, pixelBytes([1, 2]))
    model.command(0x00)
    model.command(0x3C, pixelBytes([3, 4]))
    model.command(0x3C, pixelBytes([5, 6]))
    let rows = [20, 21].map { row in (10...12).map { model.memory[column: $0, row: row] } }
    #expect(rows == [[1, 2, 3], [4, 5, 6]])
    #expect(model.violations.isEmpty)
    model.command(0x2C, pixelBytes([9]))
    #expect(model.memory[column: 10, row: 20] == 9)
  }

  @Test
  func anOpenWriteKeepsItsWindowUntilTheNext() {
    let model = ST7789Model.ready()
    model.setWindow(0...1, 0...0)
    model.command(0x36, [0xC0])
    model.command(0x2C, pixelBytes([1, 2]))
    #expect(model.memory[column: 239, row: 319] == 1)
    #expect(model.memory[column: 238, row: 319] == 2)
  }

  @Test
  func softwareResetSetsTheWindowForTheAxesThatItKeeps() {
    let model = ST7789Model.ready()
    model.command(0x36, [0x20])
    model.command(0x01)
    model.clock.advance(milliseconds: 5)
    #expect(model.registers.columns.end == 319)
    #expect(model.registers.rows.end == 239)
    #expect(model.registers.pixelFormat == 0x55)
  }
}
