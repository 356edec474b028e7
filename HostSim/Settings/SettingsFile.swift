import Firmware

/// Settings as a person writes them down, a line `key = value` each, for the firmware to read.
struct SettingsFile: SettingsStore {
  private var values: [Setting: String] = [:]
  /// Where each was given.
  private var origins: [Setting: Origin] = [:]
  /// What is wrong with lines of the file, a line each; what they set stays at its default.
  private(set) var complaints: [String] = []
  /// Keys of the file that came before.
  private var keys: Set<String> = []

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

  /// Nothing set.
  init() {}

  /// Takes the file at `path`; a byte order mark and lines that begin with `#` are left out.
  init(path: String) throws(CommandFailure) {
    var bytes = try InputFile.read(path)[...]
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    let lines = String(decoding: bytes, as: UTF8.self).split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (number, line) in lines.enumerated() {
      take(line, place: "\(path):\(number + 1)")
    }
  }

  private mutating func take(_ line: Substring, place: String) {
    let text = Self.trimmed(line)
    if text.isEmpty || text.hasPrefix("#") { return }
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else {
      complaints.append("\(place): is not key = value")
      return
    }
    let key = String(Self.trimmed(parts[0]))
    let setting = Setting.allCases.first { "\($0.key)" == key }
    if setting == nil && !Self.boardKeys.contains(key) {
      complaints.append("\(place): no setting is called \"\(key)\"")
    } else if !keys.insert(key).inserted {
      complaints.append("\(place): \(key) is set twice; the default counts")
      if let setting { values[setting] = nil }
    } else if let setting {
      values[setting] = Self.asStored(setting, String(Self.trimmed(parts[1])))
      origins[setting] = .place(place)
    }
  }

  /// Sets one in place of what the file has; `option` is where it was given.
  mutating func set(_ setting: Setting, _ value: String, option: String) {
    values[setting] = Self.asStored(setting, value)
    origins[setting] = .option(option)
  }

  /// What the firmware makes of them. A wrong value of the file is a complaint, as it is a line of
  /// the device's console; one that was given as an option is wrong usage.
  mutating func configuration() throws(CommandFailure) -> Configuration {
    let configuration = Configuration(from: &self)
    for setting in Setting.allCases where configuration.isRefused(setting) {
      let wanted = "\"\(values[setting] ?? "")\" \(setting.wanted)"
      switch origins[setting] {
      case .option(let option): throw .usage("\(option) \(wanted)")
      case .place(let place):
        complaints.append("\(place): \(setting.key) \(wanted); the default counts")
      case nil: break
      }
    }
    return configuration
  }

  /// The value of a setting; nil where none is given.
  func value(_ setting: Setting) -> String? { values[setting] }

  mutating func read(_ setting: Setting, into buffer: inout MutableSpan<UInt8>) -> Int? {
    guard let value = values[setting] else { return nil }
    let bytes = Array(value.utf8)
    for index in 0..<min(bytes.count, buffer.count) { buffer[index] = bytes[index] }
    return bytes.count
  }

  /// The rule for `Europe/Berlin`.
  private static func asStored(_ setting: Setting, _ value: String) -> String {
    // A rule may be called as a zone is: `EST5EDT` is both, and the same.
    setting == .timeZone ? NamedTimeZone.rule(value) ?? value : value
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text.drop(while: \.isWhitespace)
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}

extension Setting {
  static let allCases = (0..<UInt8(count)).compactMap(Setting.init)

  /// What it must be, for a person whose value was refused.
  fileprivate var wanted: String {
    let words = String(text.dropFirst("\(key) ".count))
    return self == .timeZone
      ? words.replacing("such as", with: "such as Europe/Berlin or") : words
  }
}
