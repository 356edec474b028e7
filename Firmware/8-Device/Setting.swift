/// What can be set. Credentials are no settings: the HTTP client keeps them.
///
/// This file is the table of all settings: a test holds what else names them against it.
public enum Setting: UInt8, Sendable {
  case pollPeriodMs, idleDelayMs, dayBrightness, nightBrightness, nightBegins, nightEnds
  case rotation, panel, timeZone, gatewayURL, deviceID
  case colorOrder, inverted, mirror, backlight, spiHz
  case pinSCLK, pinMOSI, pinCS, pinDC, pinReset, pinBacklight
  case testCard, layout, idleOffMs, nightWake, clock, language

  public static var count: Int { 28 }

  /// The key under which a board stores it; at most 15 bytes, as NVS asks.
  public var key: StaticString {
    switch self {
    case .pollPeriodMs: "poll_ms"
    case .idleDelayMs: "idle_ms"
    case .dayBrightness: "day_percent"
    case .nightBrightness: "night_percent"
    case .nightBegins: "night_begins"
    case .nightEnds: "night_ends"
    case .rotation: "rotation"
    case .panel: "panel"
    case .timeZone: "time_zone"
    case .gatewayURL: "gateway_url"
    case .deviceID: "device_id"
    case .colorOrder: "color_order"
    case .inverted: "inverted"
    case .mirror: "mirror"
    case .backlight: "backlight"
    case .spiHz: "spi_hz"
    case .pinSCLK: "pin_sclk"
    case .pinMOSI: "pin_mosi"
    case .pinCS: "pin_cs"
    case .pinDC: "pin_dc"
    case .pinReset: "pin_reset"
    case .pinBacklight: "pin_backlight"
    case .testCard: "test_card"
    case .layout: "layout"
    case .idleOffMs: "idle_off_ms"
    case .nightWake: "night_wake"
    case .clock: "clock"
    case .language: "language"
    }
  }

  /// What a value looks like.
  enum Form {
    /// A whole number, its limits included.
    case number(UInt32, UInt32)
    /// A GPIO; `-1` for one that is not wired, where that may be.
    case pin(canLack: Bool)
    /// Minutes since midnight, or `22:00`.
    case clock
    /// One of these words, which stands for its place among them.
    case choice(StaticString)
    case panel, timeZone, gatewayURL, deviceID
  }

  var form: Form {
    switch self {
    case .pollPeriodMs: .number(1_000, 60_000)
    case .idleDelayMs: .number(5_000, 3_600_000)
    case .dayBrightness, .nightBrightness: .number(0, 100)
    case .nightBegins, .nightEnds: .clock
    case .rotation: .choice("0 90 180 270")
    case .panel: .panel
    case .timeZone: .timeZone
    case .gatewayURL: .gatewayURL
    case .deviceID: .deviceID
    case .colorOrder: .choice("rgb bgr")
    case .inverted, .mirror, .nightWake: .choice("0 1")
    case .backlight: .choice("low high")
    case .spiHz: .number(1_000_000, 80_000_000)
    case .pinSCLK, .pinMOSI, .pinDC: .pin(canLack: false)
    case .pinCS, .pinReset, .pinBacklight: .pin(canLack: true)
    case .testCard: .choice("off on")
    case .layout: .choice("cover text")
    case .idleOffMs: .number(0, 86_400_000)
    case .clock: .choice("24 12")
    case .language: .choice(Wording.languages)
    }
  }

  /// The number that counts where none is set; nil where the panel's name or the board decides.
  var fallback: UInt32? {
    switch self {
    case .pollPeriodMs: Limits.pollPeriodMs
    case .idleDelayMs: Limits.idleDelayMs
    case .dayBrightness: 100
    case .nightBrightness: 20
    case .nightBegins: 22 * 60
    case .nightEnds: 7 * 60
    case .rotation, .mirror, .testCard, .layout, .idleOffMs, .clock, .language: 0
    case .nightWake: 1
    default: nil
    }
  }
}

extension Setting.Form {
  /// The number that `text` stands for; nil where it is none that this may be.
  func number(_ text: Span<UInt8>) -> UInt32? {
    switch self {
    case .number(let lowest, let highest):
      return Self.whole(text, 0, text.count, lowest, highest)
    case .pin(let canLack):
      if canLack && text.count == 2 && text[0] == UInt8(ascii: "-") && text[1] == UInt8(ascii: "1")
      {
        return Configuration.noPin
      }
      return Self.whole(text, 0, text.count, 0, 48)
    case .clock:
      let colon = text.count &- 3
      if colon < 1 || colon > 2 || text[colon] != UInt8(ascii: ":") {
        return Self.whole(text, 0, text.count, 0, 1_439)
      }
      guard let hour = Self.whole(text, 0, colon, 0, 23),
        let minute = Self.whole(text, colon &+ 1, text.count, 0, 59)
      else { return nil }
      return hour &* 60 &+ minute
    case .choice(let words):
      return words.bytes.index(ofWord: text).map { UInt32(truncatingIfNeeded: $0) }
    case .panel, .timeZone, .gatewayURL, .deviceID: return nil
    }
  }

  @inline(never)
  private static func whole(
    _ text: Span<UInt8>, _ start: Int, _ end: Int, _ lowest: UInt32, _ highest: UInt32
  ) -> UInt32? {
    // Nine digits fit into 32 bits.
    if start == end || end &- start > 9 { return nil }
    var value: UInt32 = 0
    for index in start..<end {
      let digit = text[index] &- UInt8(ascii: "0")
      if digit > 9 { return nil }
      value = value &* 10 &+ UInt32(digit)
    }
    return lowest <= value && value <= highest ? value : nil
  }
}

/// Where a board keeps its settings: NVS on an ESP32, a table on the host.
public protocol SettingsStore: ~Copyable {
  /// Copies the value of `setting`, ASCII text, to the start of `buffer` and returns how many bytes
  /// it has; nil if it is not set. More than `buffer` holds are not copied.
  mutating func read(_ setting: Setting, into buffer: inout MutableSpan<UInt8>) -> Int?
}
