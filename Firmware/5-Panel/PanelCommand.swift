/// Command codes: ST7789V datasheet, section 9.1 "System function command table 1".
enum PanelCommand {
  static var softwareReset: UInt8 { 0x01 }  // SWRESET
  static var sleepOut: UInt8 { 0x11 }  // SLPOUT
  static var normalMode: UInt8 { 0x13 }  // NORON
  static var inversionOff: UInt8 { 0x20 }  // INVOFF
  static var inversionOn: UInt8 { 0x21 }  // INVON
  static var displayOn: UInt8 { 0x29 }  // DISPON
  static var columnAddress: UInt8 { 0x2A }  // CASET
  static var rowAddress: UInt8 { 0x2B }  // RASET
  static var memoryWrite: UInt8 { 0x2C }  // RAMWR
  static var memoryAccess: UInt8 { 0x36 }  // MADCTL
  static var pixelFormat: UInt8 { 0x3A }  // COLMOD
}

/// The bits of MADCTL: section 9.1.28.
enum MADCTL {
  static var mirrorY: UInt8 { 0x80 }
  static var mirrorX: UInt8 { 0x40 }
  static var exchange: UInt8 { 0x20 }
  static var bgr: UInt8 { 0x08 }
}

/// 16 bits a pixel on both interfaces: section 9.1.32 "COLMOD (3Ah)".
let pixelFormat565: UInt8 = 0x55

/// Power, porch, frame rate and gamma, section 9.2 "System function command table 2": for each
/// register its code, how many parameters, and the parameters.
///
/// They are the values that makers of these modules ship: 60 Hz frames, gate voltages 13.26 V and
/// -10.43 V, and the gamma curve that goes with them. Other values would work; none would leave
/// the curve to chance, as the reset values differ between revisions of the controller.
let panelRegisters: InlineArray<65, UInt8> = [
  0xB2, 5, 0x0C, 0x0C, 0x00, 0x33, 0x33,  // PORCTRL: porches
  0xB7, 1, 0x35,  // GCTRL: gate voltages
  0xBB, 1, 0x28,  // VCOMS: 1.1 V
  0xC0, 1, 0x2C,  // LCMCTRL
  0xC2, 2, 0x01, 0xFF,  // VDVVRHEN: VDV and VRH by command
  0xC3, 1, 0x10,  // VRHS
  0xC4, 1, 0x20,  // VDVS: 0 V
  0xC6, 1, 0x0F,  // FRCTRL2: 60 Hz
  0xD0, 2, 0xA4, 0xA1,  // PWCTRL1
  0xE0, 14, 0xD0, 0x00, 0x02, 0x07, 0x0A, 0x28, 0x32, 0x44, 0x42, 0x06, 0x0E, 0x12, 0x14,
  0x17,  // PVGAMCTRL
  0xE1, 14, 0xD0, 0x00, 0x02, 0x07, 0x0A, 0x28, 0x31, 0x54, 0x47, 0x0E, 0x1C, 0x17, 0x1B,
  0x1E,  // NVGAMCTRL
]

/// What the controller must be given time for after a command or a level.
///
/// Each wait is longer than the datasheet asks: the clock's millisecond in which it begins may be
/// all but over.
enum PanelWait {
  /// RESX low: 10 µs, section 7.4.5 "Reset timing".
  case resetPulse
  /// Reset to SLPOUT, by pin or by SWRESET: 120 ms, sections 7.4.5 and 9.1.2.
  case reset
  /// Any SLPOUT that came before to SWRESET: 120 ms, section 9.1.2.
  case beforeSoftReset
  /// SLPOUT to DISPON: the supply voltages rise for 120 ms, section 9.1.12.
  case sleepOut
  /// SLPOUT to any other command: 5 ms, section 9.1.12.
  case refresh

  var milliseconds: UInt32 {
    switch self {
    case .resetPulse: 2
    case .refresh: 6
    case .reset, .beforeSoftReset, .sleepOut: 121
    }
  }
}

/// The parts of a panel's refresh. A controller that was reset needs time between them.
enum PanelRefresh {
  /// SLPOUT and all registers.
  case registers
  /// DISPON.
  case displayOn
}
