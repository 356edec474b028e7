extension ST7789Model {
  /// What the datasheet says of one command: its name and how many parameter bytes follow.
  struct CommandDescription {
    enum Kind { case write, memoryWrite, read }

    let name: String
    let parameterCount: Int
    let kind: Kind
  }

  /// The opcodes that the model acts upon.
  enum Opcode {
    static let softwareReset: UInt8 = 0x01
    static let sleepIn: UInt8 = 0x10
    static let sleepOut: UInt8 = 0x11
    static let partialOn: UInt8 = 0x12
    static let normalOn: UInt8 = 0x13
    static let inversionOff: UInt8 = 0x20
    static let inversionOn: UInt8 = 0x21
    static let displayOff: UInt8 = 0x28
    static let displayOn: UInt8 = 0x29
    static let columnAddress: UInt8 = 0x2A
    static let rowAddress: UInt8 = 0x2B
    static let memoryWrite: UInt8 = 0x2C
    static let partialArea: UInt8 = 0x30
    static let scrollDefinition: UInt8 = 0x33
    static let tearingEffectOff: UInt8 = 0x34
    static let tearingEffectOn: UInt8 = 0x35
    static let addressMode: UInt8 = 0x36
    static let scrollStart: UInt8 = 0x37
    static let idleOff: UInt8 = 0x38
    static let idleOn: UInt8 = 0x39
    static let pixelFormat: UInt8 = 0x3A
    static let memoryWriteContinue: UInt8 = 0x3C
    static let brightness: UInt8 = 0x51
    static let displayControl: UInt8 = 0x53
  }

  /// Looks `opcode` up; nil for one that the datasheet does not name.
  static func describe(_ opcode: UInt8) -> CommandDescription? {
    if let (name, count) = commandTable1[opcode] ?? commandTable2[opcode] {
      return CommandDescription(name: name, parameterCount: count, kind: .write)
    }
    if let name = memoryWrites[opcode] {
      return CommandDescription(name: name, parameterCount: 0, kind: .memoryWrite)
    }
    if let name = reads[opcode] {
      return CommandDescription(name: name, parameterCount: 0, kind: .read)
    }
    return nil
  }

  /// Source: ST7789V datasheet, section 9.1 "System function command table 1".
  private static let commandTable1: [UInt8: (String, Int)] = [
    0x00: ("NOP", 0), 0x01: ("SWRESET", 0), 0x10: ("SLPIN", 0), 0x11: ("SLPOUT", 0),
    0x12: ("PTLON", 0), 0x13: ("NORON", 0), 0x20: ("INVOFF", 0), 0x21: ("INVON", 0),
    0x26: ("GAMSET", 1), 0x28: ("DISPOFF", 0), 0x29: ("DISPON", 0), 0x2A: ("CASET", 4),
    0x2B: ("RASET", 4), 0x30: ("PTLAR", 4), 0x33: ("VSCRDEF", 6), 0x34: ("TEOFF", 0),
    0x35: ("TEON", 1), 0x36: ("MADCTL", 1), 0x37: ("VSCSAD", 2), 0x38: ("IDMOFF", 0),
    0x39: ("IDMON", 0), 0x3A: ("COLMOD", 1), 0x44: ("STE", 2), 0x51: ("WRDISBV", 1),
    0x53: ("WRCTRLD", 1), 0x55: ("WRCACE", 1), 0x5E: ("WRCABCMB", 1),
  ]

  /// Panel settings: stored, without an effect on the simulated picture.
  ///
  /// Source: ST7789V datasheet, section 9.2 "System function command table 2".
  private static let commandTable2: [UInt8: (String, Int)] = [
    0xB0: ("RAMCTRL", 2), 0xB1: ("RGBCTRL", 3), 0xB2: ("PORCTRL", 5), 0xB3: ("FRCTRL1", 3),
    0xB5: ("PARCTRL", 1), 0xB7: ("GCTRL", 1), 0xB8: ("GTADJ", 4), 0xBA: ("DGMEN", 1),
    0xBB: ("VCOMS", 1), 0xBC: ("POWSAVE", 1), 0xBD: ("DLPOFFSAVE", 1), 0xC0: ("LCMCTRL", 1),
    0xC1: ("IDSET", 3), 0xC2: ("VDVVRHEN", 2), 0xC3: ("VRHS", 1), 0xC4: ("VDVS", 1),
    0xC5: ("VCMOFSET", 1), 0xC6: ("FRCTRL2", 1), 0xC7: ("CABCCTRL", 1), 0xC8: ("REGSEL1", 1),
    0xCA: ("REGSEL2", 1), 0xCC: ("PWMFRSEL", 1), 0xD0: ("PWCTRL1", 2), 0xD2: ("VAPVANEN", 1),
    0xDF: ("CMD2EN", 4), 0xE0: ("PVGAMCTRL", 14), 0xE1: ("NVGAMCTRL", 14),
    0xE2: ("DGMLUTR", 64), 0xE3: ("DGMLUTB", 64), 0xE4: ("GATECTRL", 3), 0xE7: ("SPI2EN", 1),
    0xE8: ("PWCTRL2", 1), 0xE9: ("EQCTRL", 3),
  ]

  private static let memoryWrites: [UInt8: String] = [0x2C: "RAMWR", 0x3C: "RAMWRC"]

  private static let reads: [UInt8: String] = [
    0x04: "RDDID", 0x09: "RDDST", 0x0A: "RDDPM", 0x0B: "RDDMADCTL", 0x0C: "RDDCOLMOD",
    0x0D: "RDDIM", 0x0E: "RDDSM", 0x0F: "RDDSDR", 0x2E: "RAMRD", 0x3E: "RAMRDC", 0x45: "GSCAN",
    0x52: "RDDISBV", 0x54: "RDCTRLD", 0x56: "RDCABC", 0x5F: "RDCABCMB", 0x68: "RDABCSDR",
    0xDA: "RDID1", 0xDB: "RDID2", 0xDC: "RDID3",
  ]
}
