extension ST7789Model {
  /// The registers that commands with parameters fill, as the bytes that came over the bus.
  ///
  /// Every byte is stored as it arrives: a command that is broken off leaves the rest of its
  /// register as it was (ST7789V datasheet, section 8.5 "Data transfer break and recovery").
  struct Registers {
    private var bytes: [UInt8: [UInt8]] = [:]

    /// The state after power-on and after a hardware reset.
    init() {
      setWindowDefaults()
      bytes[Opcode.partialArea] = [0x00, 0x00, 0x01, 0x3F]
      bytes[Opcode.scrollDefinition] = [0x00, 0x00, 0x01, 0x40, 0x00, 0x00]
    }

    /// The state after SWRESET, which keeps MADCTL and COLMOD (their tables of default values).
    func afterSoftwareReset() -> Registers {
      var fresh = Registers()
      fresh.bytes[Opcode.addressMode] = bytes[Opcode.addressMode]
      fresh.bytes[Opcode.pixelFormat] = bytes[Opcode.pixelFormat]
      // The end addresses follow MV: 00EFh and 013Fh, or 013Fh and 00EFh.
      fresh.setWindowDefaults()
      return fresh
    }

    private mutating func setWindowDefaults() {
      let mode = addressMode
      bytes[Opcode.columnAddress] = [0, 0] + bigEndian(mode.lastColumnAddress)
      bytes[Opcode.rowAddress] = [0, 0] + bigEndian(mode.lastRowAddress)
    }

    private func bigEndian(_ value: Int) -> [UInt8] { [UInt8(value >> 8), UInt8(value & 0xFF)] }

    /// Stores one parameter; `count` is how many the command has.
    mutating func store(_ value: UInt8, of opcode: UInt8, at index: Int, count: Int) {
      var register = bytes[opcode] ?? [UInt8](repeating: 0, count: count)
      register[index] = value
      bytes[opcode] = register
    }

    /// The bytes last written to a register; nil for one that is as it was after reset.
    subscript(opcode: UInt8) -> [UInt8]? { bytes[opcode] }

    private func word(_ opcode: UInt8, _ index: Int) -> Int {
      guard let register = bytes[opcode] else { return 0 }
      return Int(register[index]) << 8 | Int(register[index + 1])
    }

    var addressMode: AddressMode { AddressMode(rawValue: bytes[Opcode.addressMode]?[0] ?? 0) }
    var columns: (start: Int, end: Int) {
      (word(Opcode.columnAddress, 0), word(Opcode.columnAddress, 2))
    }
    var rows: (start: Int, end: Int) { (word(Opcode.rowAddress, 0), word(Opcode.rowAddress, 2)) }
    /// COLMOD; nil while it has its reset value, which is 66h, 18 bits a pixel.
    var pixelFormat: UInt8? { bytes[Opcode.pixelFormat]?[0] }
    /// WRDISBV: duty of the controller's own dimming output, 0…255.
    var brightness: UInt8 { bytes[Opcode.brightness]?[0] ?? 0 }
    /// First and last row of the partial area, in memory rows.
    var partialRows: (start: Int, end: Int) {
      (word(Opcode.partialArea, 0), word(Opcode.partialArea, 2))
    }
    var scroll: VerticalScroll {
      VerticalScroll(
        topFixed: word(Opcode.scrollDefinition, 0), area: word(Opcode.scrollDefinition, 2),
        bottomFixed: word(Opcode.scrollDefinition, 4), start: word(Opcode.scrollStart, 0))
    }
  }
}
