/// What a person may choose, each value inside its limits.
public struct Configuration: Sendable {
  public var panel = PanelDescription.glass240x280
  public var rotation = Rotation.degrees0
  public var timeZone = TimeZone.utc
  /// Where the gateway is: `https://` or `http://`, then printable ASCII, up to 128 bytes; empty
  /// where a board knows it otherwise.
  public private(set) var gatewayURL = ShortText<128>()
  /// What the device is called in a rollout: letters, digits, `.`, `_` and `-`, up to 32 bytes.
  public private(set) var deviceID = ShortText<32>()
  /// From one answer of the gateway to the next request, 1,000…60,000 ms.
  public private(set) var pollPeriodMs = Limits.pollPeriodMs
  /// Without playback until the clock is shown, 5,000…3,600,000 ms.
  public private(set) var idleDelayMs = Limits.idleDelayMs
  /// Backlight, 0…100 per cent.
  public private(set) var dayBrightness: UInt8 = 100
  public private(set) var nightBrightness: UInt8 = 20
  /// When the night begins and ends, minutes since local midnight, 0…1,439. Equal: there is none.
  public private(set) var nightBegins: UInt16 = 22 * 60
  public private(set) var nightEnds: UInt16 = 7 * 60

  public init() {}

  /// Takes what `store` has, and leaves the rest as it is by default.
  ///
  /// A value that cannot be read or lies outside its limits is an error that names its setting: a
  /// device that is set up wrongly should say so rather than do something else.
  public init<Store: SettingsStore & ~Copyable>(
    from store: inout Store
  ) throws(ConfigurationError) {
    pollPeriodMs = try Self.number(.pollPeriodMs, 1_000...60_000, pollPeriodMs, &store)
    idleDelayMs = try Self.number(.idleDelayMs, 5_000...3_600_000, idleDelayMs, &store)
    dayBrightness = UInt8(
      truncatingIfNeeded: try Self.number(.dayBrightness, 0...100, 100, &store))
    nightBrightness = UInt8(
      truncatingIfNeeded: try Self.number(.nightBrightness, 0...100, 20, &store))
    nightBegins = UInt16(
      truncatingIfNeeded: try Self.number(.nightBegins, 0...1_439, UInt32(nightBegins), &store))
    nightEnds = UInt16(
      truncatingIfNeeded: try Self.number(.nightEnds, 0...1_439, UInt32(nightEnds), &store))
    let turned = try Self.number(.rotation, 0...270, 0, &store)
    switch turned {
    case 0: rotation = .degrees0
    case 90: rotation = .degrees90
    case 180: rotation = .degrees180
    case 270: rotation = .degrees270
    default: throw ConfigurationError(setting: .rotation)
    }
    panel = try Self.panel(&store)
    if let zone = try Self.zone(&store) { timeZone = zone }
    gatewayURL = try Self.text(.gatewayURL, &store) { $0 > 0x20 && $0 < 0x7F }
    let isURL = gatewayURL.goesOn(after: "https://") || gatewayURL.goesOn(after: "http://")
    if !gatewayURL.isEmpty && !isURL { throw ConfigurationError(setting: .gatewayURL) }
    deviceID = try Self.text(.deviceID, &store) { byte in
      let letter = (byte | 0x20) &- UInt8(ascii: "a")
      return letter < 26 || byte &- UInt8(ascii: "0") < 10 || byte == UInt8(ascii: ".")
        || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
    }
  }

  /// A text of bytes that `isAllowed`; empty where it is not set.
  private static func text<let capacity: Int, Store: SettingsStore & ~Copyable>(
    _ setting: Setting, _ store: inout Store, _ isAllowed: (UInt8) -> Bool
  ) throws(ConfigurationError) -> ShortText<capacity> {
    var result = ShortText<capacity>()
    var value = Value(repeating: 0)
    guard let count = read(setting, &store, &value) else { return result }
    for index in 0..<count where !isAllowed(value[index]) || !result.append(value[index]) {
      throw ConfigurationError(setting: setting)
    }
    if result.isEmpty { throw ConfigurationError(setting: setting) }
    return result
  }

  /// The backlight at a local time, per cent.
  public func brightness(at time: CivilTime?) -> UInt8 {
    guard let time, nightBegins != nightEnds else { return dayBrightness }
    let minute = UInt16(time.hour) &* 60 &+ UInt16(time.minute)
    let isNight =
      nightBegins < nightEnds
      ? minute >= nightBegins && minute < nightEnds : minute >= nightBegins || minute < nightEnds
    return isNight ? nightBrightness : dayBrightness
  }

  private static func number<Store: SettingsStore & ~Copyable>(
    _ setting: Setting, _ range: ClosedRange<UInt32>, _ fallback: UInt32, _ store: inout Store
  ) throws(ConfigurationError) -> UInt32 {
    var text = Value(repeating: 0)
    guard let count = read(setting, &store, &text) else { return fallback }
    var value: UInt32 = 0
    for index in 0..<count {
      let digit = text[index] &- UInt8(ascii: "0")
      // Nine digits fit into 32 bits.
      if digit > 9 || count > 9 { throw ConfigurationError(setting: setting) }
      value = value &* 10 &+ UInt32(digit)
    }
    if count == 0 || !range.contains(value) { throw ConfigurationError(setting: setting) }
    return value
  }

  private static func panel<Store: SettingsStore & ~Copyable>(
    _ store: inout Store
  ) throws(ConfigurationError) -> PanelDescription {
    // Height and width as one number: 240280.
    switch try number(.panel, 0...999_999, 240_280, &store) {
    case 240_280: return .glass240x280
    case 240_320: return .glass240x320
    case 240_240: return .glass240x240
    case 135_240: return .glass135x240
    case 170_320: return .glass170x320
    default: throw ConfigurationError(setting: .panel)
    }
  }

  private static func zone<Store: SettingsStore & ~Copyable>(
    _ store: inout Store
  ) throws(ConfigurationError) -> TimeZone? {
    var text = Value(repeating: 0)
    guard let count = read(.timeZone, &store, &text) else { return nil }
    do throws(TimeZoneError) {
      return try text.mutableSpan.lend(count) { (bytes) throws(TimeZoneError) in
        try TimeZone(parsing: bytes)
      }
    } catch {
      throw ConfigurationError(setting: .timeZone)
    }
  }

  /// Bytes of the setting; nil where it is not set. A longer one than there is room for counts as
  /// empty, which no setting may be.
  private static func read<Store: SettingsStore & ~Copyable>(
    _ setting: Setting, _ store: inout Store, _ text: inout Value
  ) -> Int? {
    var bytes = text.mutableSpan
    guard let count = store.read(setting, into: &bytes) else { return nil }
    return count >= 0 && count <= bytes.count ? count : 0
  }

  /// Bytes of any setting's value.
  private typealias Value = InlineArray<128, UInt8>
}

/// Where a board keeps its settings: NVS on an ESP32, a table on the host.
public protocol SettingsStore: ~Copyable {
  /// Copies the value of `setting`, ASCII text, to the start of `buffer` and returns how many bytes
  /// it has; nil if it is not set. More than `buffer` holds are not copied.
  mutating func read(_ setting: Setting, into buffer: inout MutableSpan<UInt8>) -> Int?
}

/// What can be set. Credentials are no settings: the HTTP client keeps them.
public enum Setting: UInt8, Sendable {
  case pollPeriodMs, idleDelayMs, dayBrightness, nightBrightness, nightBegins, nightEnds
  case rotation, panel, timeZone, gatewayURL, deviceID

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
    }
  }
}

public struct ConfigurationError: Error, Equatable, Sendable {
  public let setting: Setting
}
