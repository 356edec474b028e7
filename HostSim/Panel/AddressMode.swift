extension ST7789Model {
  /// The MADCTL register: how addresses reach the memory, and the memory the glass.
  ///
  /// Source: ST7789V datasheet, section 9.1, MADCTL (36h).
  struct AddressMode: Equatable {
    let rawValue: UInt8

    /// MY: rows are counted from the last to the first.
    var reversesRows: Bool { rawValue & 0x80 != 0 }
    /// MX: columns are counted from the last to the first.
    var reversesColumns: Bool { rawValue & 0x40 != 0 }
    /// MV: CASET addresses rows of the memory, RASET its columns.
    var exchangesAxes: Bool { rawValue & 0x20 != 0 }
    /// ML: the glass is refreshed from the last line to the first. It moves no pixel by itself, but
    /// the scroll areas are counted from that end.
    var refreshesUpwards: Bool { rawValue & 0x10 != 0 }
    /// The RGB bit: the glass gets blue where it got red.
    var isBGR: Bool { rawValue & 0x08 != 0 }
    /// MH: lines are refreshed from right to left; nothing of that is seen in a still picture.
    var refreshesLeftwards: Bool { rawValue & 0x04 != 0 }

    /// The highest address that CASET may name.
    var lastColumnAddress: Int {
      (exchangesAxes ? ST7789Model.memoryHeight : ST7789Model.memoryWidth) - 1
    }

    /// The highest address that RASET may name.
    var lastRowAddress: Int {
      (exchangesAxes ? ST7789Model.memoryWidth : ST7789Model.memoryHeight) - 1
    }

    /// The memory cell behind an address, which must be in range.
    ///
    /// Source: ST7789V datasheet, section 8.12 "Address control", the table over MV, MX and MY:
    /// MV picks which counter goes to which pointer; MX always mirrors the physical column and MY
    /// the physical row, whichever counter drives it.
    func cell(columnAddress: Int, rowAddress: Int) -> (column: Int, row: Int) {
      let column = exchangesAxes ? rowAddress : columnAddress
      let row = exchangesAxes ? columnAddress : rowAddress
      return (
        reversesColumns ? ST7789Model.memoryWidth - 1 - column : column,
        reversesRows ? ST7789Model.memoryHeight - 1 - row : row
      )
    }
  }
}
