import Firmware

extension ST7789Model {
  /// A memory write in progress.
  struct MemoryWrite {
    var pointer: MemoryPointer
    /// The first byte of a pixel whose second has not come.
    var highByte: UInt8?
    /// Whether the pixel format is one that the model draws.
    let draws: Bool
    /// Pixels of this write that lay outside the memory.
    var outside = PixelFault(rule: .pixelOutsideMemory)
    /// Pixels of this write that came when the window was full.
    var overrun = PixelFault(rule: .windowOverrun)
    /// Pixels of this write that differed from what was there.
    var changedCount = 0
    /// Index into ``drawnWindows``.
    var windowRecord: Int?
  }

  /// A rule that single pixels break: recorded once for each memory write, and counted.
  struct PixelFault {
    let rule: PanelViolation.Rule
    var count = 0
    /// Index into ``violations``, once recorded and if there was room.
    var index: Int?
  }

  /// One RAMWR or RAMWRC, for tests that ask what was redrawn.
  public struct DrawnWindow: Equatable, Sendable {
    /// When the write was opened, nanoseconds.
    public let time: UInt64
    /// The window as CASET and RASET name it.
    public let addressed: Rect
    /// The memory behind it: physical columns and rows.
    public let inMemory: Rect
    /// Pixels that came.
    public internal(set) var pixelCount: Int
  }

  /// Opens RAMWR at the window's start, or RAMWRC where the write before ended.
  ///
  /// CASET (2Ah) and RASET (2Bh) only store; their values count when the write is opened.
  func openMemoryWrite(_ opcode: UInt8) {
    var start = MemoryPointer(registers: registers)
    if opcode == Opcode.memoryWriteContinue {
      if let pointer { start = pointer } else { record(.continueWithoutWrite) }
    }
    if start.isBackwards {
      record(.windowBackwards)
    } else if !start.isInMemory {
      record(.windowOutsideMemory(lastColumn: start.columns.end, lastRow: start.rows.end))
    }
    var write = MemoryWrite(pointer: start, draws: checkPixelFormat())
    if recordsDrawnWindows { write.windowRecord = recordWindow(start) }
    stream = .memoryWrite(write)
    pointer = start
  }

  /// Only 16 bits a pixel are drawn: 5 in the bits of COLMOD for the serial interface, with or
  /// without the same for the RGB interface.
  private func checkPixelFormat() -> Bool {
    switch registers.pixelFormat {
    case 0x55, 0x05: return true
    case nil: record(.pixelFormatNotSet)
    case .some(let format): record(.pixelFormatNotSupported(format))
    }
    return false
  }

  /// Writes pixel bytes; the first may be the second half of a pixel.
  func writeMemory(_ bytes: [UInt8], _ open: MemoryWrite) {
    guard open.draws else { return }
    var write = open
    // The memory is taken out of this object meanwhile: a property of a class is looked up and
    // checked for each pixel.
    var cells = GraphicsMemory.none
    swap(&cells, &memory)
    cells.withCells { cells in
      bytes.withUnsafeBufferPointer { Self.put($0, into: cells, &write) }
    }
    swap(&cells, &memory)
    report(&write.outside, since: open.outside)
    report(&write.overrun, since: open.overrun)
    if let record = write.windowRecord {
      drawnWindows[record].pixelCount += write.pointer.pixelCount - open.pointer.pixelCount
    }
    changedPixelCount += write.changedCount - open.changedCount
    pointer = write.pointer
    stream = .memoryWrite(write)
  }

  private static func put(
    _ bytes: UnsafeBufferPointer<UInt8>, into cells: UnsafeMutableBufferPointer<UInt16>,
    _ open: inout MemoryWrite
  ) {
    var write = open
    let capacity = write.pointer.capacity
    var index = 0
    while index < bytes.count {
      let pixels = min((bytes.count - index) / 2, capacity - write.pointer.pixelCount)
      if write.highByte == nil, pixels > 0, let stretch = write.pointer.stretch {
        let count = min(pixels, stretch.count)
        var cell = stretch.cell
        for _ in 0..<count {
          let pixel = UInt16(bytes[index]) << 8 | UInt16(bytes[index + 1])
          if cells[cell] != pixel { write.changedCount += 1 }
          cells[cell] = pixel
          cell += stretch.step
          index += 2
        }
        write.pointer.advance(by: count)
        continue
      }
      if let high = write.highByte {
        write.highByte = nil
        put(UInt16(high) << 8 | UInt16(bytes[index]), into: cells, &write, capacity: capacity)
      } else {
        write.highByte = bytes[index]
      }
      index += 1
    }
    open = write
  }

  private static func put(
    _ pixel: UInt16, into cells: UnsafeMutableBufferPointer<UInt16>, _ write: inout MemoryWrite,
    capacity: Int
  ) {
    if write.pointer.pixelCount >= capacity, capacity > 0 { write.overrun.count += 1 }
    if let cell = write.pointer.cell {
      let index = cell.row * memoryWidth + cell.column
      if cells[index] != pixel { write.changedCount += 1 }
      cells[index] = pixel
    } else {
      write.outside.count += 1
    }
    write.pointer.advance(by: 1)
  }

  /// Records a fault with its first pixels, and counts those that follow.
  private func report(_ fault: inout PixelFault, since before: PixelFault) {
    guard fault.count > before.count else { return }
    if before.count == 0 {
      fault.index = record(fault.rule)
    }
    if let index = fault.index { violations[index].count = fault.count }
  }

  /// Notes a window that lies in the memory, and returns the index of the note.
  private func recordWindow(_ pointer: MemoryPointer) -> Int? {
    guard !pointer.isBackwards, pointer.isInMemory else { return nil }
    let mode = pointer.mode
    let first = mode.cell(columnAddress: pointer.columns.start, rowAddress: pointer.rows.start)
    let last = mode.cell(columnAddress: pointer.columns.end, rowAddress: pointer.rows.end)
    drawnWindows.append(
      DrawnWindow(
        time: clock.nanoseconds,
        addressed: Self.rect(
          pointer.columns.start, pointer.rows.start, pointer.columns.end, pointer.rows.end),
        inMemory: Self.rect(first.column, first.row, last.column, last.row), pixelCount: 0))
    return drawnWindows.count - 1
  }

  /// The rectangle between two corners, both inside it.
  private static func rect(_ x0: Int, _ y0: Int, _ x1: Int, _ y1: Int) -> Rect {
    Rect(
      x: UInt16(min(x0, x1)), y: UInt16(min(y0, y1)), width: UInt16(abs(x1 - x0) + 1),
      height: UInt16(abs(y1 - y0) + 1))
  }

  /// The memory writes noted since this was asked last. One that is still open is not noted again.
  public func takeDrawnWindows() -> [DrawnWindow] {
    if case .memoryWrite(var write) = stream {
      write.windowRecord = nil
      stream = .memoryWrite(write)
    }
    defer { drawnWindows = [] }
    return drawnWindows
  }
}
