extension ST7789Model {
  /// Where the next pixel of a memory write goes: the window and the two address counters.
  ///
  /// Source: ST7789V datasheet, section 8.12 "Address control": the column counter counts up and at
  /// the window's end returns to its start while the row counter counts up; after the last row both
  /// return to the start.
  struct MemoryPointer {
    let columns: (start: Int, end: Int)
    let rows: (start: Int, end: Int)
    let mode: AddressMode
    private var column: Int
    private var row: Int
    /// Pixels since the memory write was opened.
    private(set) var pixelCount = 0

    init(registers: Registers) {
      columns = registers.columns
      rows = registers.rows
      mode = registers.addressMode
      column = columns.start
      row = rows.start
    }

    /// A window that ends before it starts has no order in which to be filled.
    var isBackwards: Bool { columns.start > columns.end || rows.start > rows.end }

    /// Pixels in the window; 0 if it is backwards.
    var capacity: Int {
      isBackwards ? 0 : (columns.end - columns.start + 1) * (rows.end - rows.start + 1)
    }

    /// Whether the whole window lies in the memory.
    var isInMemory: Bool {
      columns.end <= mode.lastColumnAddress && rows.end <= mode.lastRowAddress
    }

    /// The memory cell of the next pixel; nil if it lies outside the memory or has no place.
    ///
    /// The controller ignores such a pixel (restrictions of CASET, 2Ah, and RASET, 2Bh).
    var cell: (column: Int, row: Int)? {
      guard !isBackwards, column <= mode.lastColumnAddress, row <= mode.lastRowAddress else {
        return nil
      }
      return mode.cell(columnAddress: column, rowAddress: row)
    }

    /// The next pixels up to the end of the window's row: how many, and their cells by number, row
    /// by row. nil where one of them has none.
    var stretch: (count: Int, cell: Int, step: Int)? {
      guard let cell, columns.end <= mode.lastColumnAddress else { return nil }
      let step =
        mode.exchangesAxes
        ? (mode.reversesRows ? -memoryWidth : memoryWidth) : (mode.reversesColumns ? -1 : 1)
      return (columns.end - column + 1, cell.row * memoryWidth + cell.column, step)
    }

    /// Counts pixels, none beyond the end of a row.
    mutating func advance(by count: Int) {
      pixelCount += count
      column += count
      if column <= columns.end { return }
      column = columns.start
      row = row >= rows.end ? rows.start : row + 1
    }
  }
}
