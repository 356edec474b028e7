import Firmware

/// Settings as a person writes them down, a line `key = value` each, for the firmware to read.
struct SettingsFile: SettingsStore {
  private var values: [Setting: String] = [:]
  /// Where each was given.
  private var origins: [Setting: Origin] = [:]

  private enum Origin {
    /// A file and its line.
    case place(String)
    case option(String)
  }

  /// What the board's own part of the firmware reads; nothing here has a use for it.
  private static let boardKeys: Set = [
    "gateway_secret", "wifi_power_dbm", "wifi_sleep", "wifi_ssid", "wifi_ssid_2", "wifi_ssid_3",
    "wifi_ssid_4", "wifi_password", "wifi_password_2", "wifi_password_3", "wifi_password_4",
  ]
  private static let settings = (0...UInt8.max).compactMap(Setting.init)

  /// Nothing set.
  init() {}

  /// Takes the file at `path`; a byte order mark and lines that begin with `#` are left out.
  init(path: String) throws(CommandFailure) {
    var bytes = try InputFile.read(path)[...]
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    let lines = String(decoding: bytes, as: UTF8.self).split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (number, line) in lines.enumerated() {
      try take(line, place: "\(path):\(number + 1)")
    }
  }

  private mutating func take(_ line: Substring, place: String) throws(CommandFailure) {
    let text = Self.trimmed(line)
    if text.isEmpty || text.hasPrefix("#") { return }
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { throw .failed("\(place): is not key = value") }
    let key = String(Self.trimmed(parts[0]))
    guard let setting = Self.settings.first(where: { "\($0.key)" == key }) else {
      if Self.boardKeys.contains(key) { return }
      throw .failed("\(place): no setting is called \"\(key)\"")
    }
    if values[setting] != nil { throw .failed("\(place): \(key) is set twice") }
    values[setting] = Self.asStored(setting, String(Self.trimmed(parts[1])))
    origins[setting] = .place(place)
  }

  /// Sets one in place of what the file has; `option` is where it was given.
  mutating func set(_ setting: Setting, _ value: String, option: String) {
    values[setting] = Self.asStored(setting, value)
    origins[setting] = .option(option)
  }

  /// What the firmware makes of them.
  func configuration() throws(CommandFailure) -> Configuration {
    var store = self
    do throws(ConfigurationError) {
      return try Configuration(from: &store)
    } catch {
      let setting = error.setting
      let complaint = "\"\(values[setting] ?? "")\" must be \(setting.wanted)"
      switch origins[setting] {
      case .place(let place): throw .failed("\(place): \(setting.key) \(complaint)")
      case .option(let option): throw .usage("\(option) \(complaint)")
      case nil: throw .failed("\(setting.key) \(complaint)")
      }
    }
  }

  mutating func read(_ setting: Setting, into buffer: inout MutableSpan<UInt8>) -> Int? {
    guard let value = values[setting] else { return nil }
    let bytes = Array(value.utf8)
    for index in 0..<min(bytes.count, buffer.count) { buffer[index] = bytes[index] }
    return bytes.count
  }

  /// Minutes for `22:00`, the rule for `Europe/Berlin`.
  private static func asStored(_ setting: Setting, _ value: String) -> String {
    switch setting {
    case .nightBegins, .nightEnds: minutes(value).map(String.init) ?? value
    // A rule may be called as a zone is: `EST5EDT` is both, and the same.
    case .timeZone: NamedTimeZone.rule(value) ?? value
    default: value
    }
  }

  private static func minutes(_ text: String) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].count <= 2, parts[1].count == 2,
      parts.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } }),
      let hour = Int(parts[0]), let minute = Int(parts[1]), hour < 24, minute < 60
    else { return nil }
    return hour * 60 + minute
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text.drop(while: \.isWhitespace)
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}

extension Setting {
  /// What it may be, for a person whose value was refused.
  fileprivate var wanted: String {
    switch self {
    case .pollPeriodMs: "a whole number from 1000 to 60000"
    case .idleDelayMs: "a whole number from 5000 to 3600000"
    case .dayBrightness, .nightBrightness: "a whole number from 0 to 100"
    case .nightBegins, .nightEnds: "a time such as 22:00"
    case .rotation: "one of 0, 90, 180, 270"
    case .panel: "one of 240280, 240320, 240240, 135240, 170320"
    case .timeZone: "a time zone such as Europe/Berlin or CET-1CEST,M3.5.0,M10.5.0/3"
    case .gatewayURL: "an address that begins with https:// or http://, up to 128 bytes"
    case .deviceID: "1 to 32 letters, digits, '.', '_' or '-'"
    }
  }
}
