extension ST7789Model {
  /// Columns of the frame memory (ST7789V datasheet, section 8.11 "Display data RAM").
  public static let memoryWidth = 240
  /// Rows of the frame memory.
  public static let memoryHeight = 320

  /// The frame memory: 240 × 320 cells of RGB565.
  public struct GraphicsMemory: Equatable, Sendable {
    private var cells: [UInt16]

    /// No memory at all: what stands in while the memory is elsewhere.
    static let none = GraphicsMemory(cells: [])

    private init(cells: [UInt16]) { self.cells = cells }

    /// Memory as it is after power-on: its content is random, which a glass shows as snow.
    ///
    /// - Parameter seed: the same seed gives the same snow.
    init(noiseSeed seed: UInt64) {
      var random = SeededGenerator(seed: seed)
      cells = []
      cells.reserveCapacity(ST7789Model.memoryWidth * ST7789Model.memoryHeight)
      while cells.count < ST7789Model.memoryWidth * ST7789Model.memoryHeight {
        let mixed = random.next()
        // The number of cells is a multiple of four.
        cells.append(UInt16(truncatingIfNeeded: mixed))
        cells.append(UInt16(truncatingIfNeeded: mixed >> 16))
        cells.append(UInt16(truncatingIfNeeded: mixed >> 32))
        cells.append(UInt16(truncatingIfNeeded: mixed >> 48))
      }
    }

    /// Lends all cells, row by row, without a look at each access whether they are shared.
    mutating func withCells(_ body: (UnsafeMutableBufferPointer<UInt16>) -> Void) {
      cells.withUnsafeMutableBufferPointer { body($0) }
    }

    /// The cell at a physical column 0…239 and row 0…319.
    public internal(set) subscript(column column: Int, row row: Int) -> UInt16 {
      get { cells[row * ST7789Model.memoryWidth + column] }
      set { cells[row * ST7789Model.memoryWidth + column] = newValue }
    }
  }
}
