#if canImport(Firmware)
  @testable import Firmware
#endif

/// Whatever is stored, what comes of it is inside its limits, and what is not taken is named.
///
/// The input is values: which setting, how many bytes, the bytes.
func fuzzSettings(_ bytes: [UInt8]) {
  var store = FuzzSettings(bytes)
  let configuration = Configuration(from: &store)
  for index in 0..<Setting.count {
    guard let setting = Setting(rawValue: UInt8(index)) else {
      return require(false, "fewer settings than there are")
    }
    check(setting, store.values[index], configuration)
  }
  let (panel, memory) = (configuration.panel, PanelDescription.memory)
  let window = Rect(
    x: panel.offset.x, y: panel.offset.y, width: panel.glass.width, height: panel.glass.height)
  require(window.fits(in: memory) && !window.isEmpty, "a glass outside of the memory")
  for seconds in stride(from: UInt64(0), to: 86_400, by: 3_600) {
    let time = UnixTime(seconds: seconds).map { configuration.timeZone.localTime($0).civil }
    require(configuration.brightness(at: time) <= 100, "more than all the light")
  }
  require(1_000...60_000 ~= configuration.pollPeriodMs, "another pace than is allowed")
  require(5_000...3_600_000 ~= configuration.idleDelayMs, "another wait than is allowed")
}

private func check(_ setting: Setting, _ value: [UInt8]?, _ configuration: Configuration) {
  let isRefused = configuration.isRefused(setting)
  require(value != nil || !isRefused, "refused though it was not set")
  var line = Limits.EventLine()
  setting.append(to: &line)
  require(!line.isCut, "a refusal that does not fit")
  guard let number = configuration.number(setting) else { return }
  switch setting.form {
  case .number(let lowest, let highest):
    require(lowest <= number && number <= highest, "a number outside of its limits")
  case .pin(let canLack):
    require(number <= 48 || canLack && number == Configuration.noPin, "no pin")
  case .clock: require(number < 1_440, "no time of day")
  case .choice: require(number < 4, "no choice")
  case .panel, .timeZone, .gatewayURL, .deviceID: require(false, "a text with a number")
  }
  if let value, !isRefused, case .number = setting.form {
    let digits = value.reduce(UInt64(0)) { $0 * 10 + UInt64($1 & 15) }
    require(UInt64(number) == digits, "another number than was written")
  }
}

struct FuzzSettings: SettingsStore {
  var values = [[UInt8]?](repeating: nil, count: Setting.count)

  init(_ bytes: [UInt8]) {
    var rest = FuzzBytes(bytes)
    while !rest.isAtEnd {
      let index = Int(rest.byte()) % Setting.count
      values[index] = rest.take(Int(rest.byte()))
    }
  }

  /// An address and nothing else.
  init(gateway: [UInt8]) { values[Int(Setting.gatewayURL.rawValue)] = gateway }

  mutating func read(_ setting: Setting, into buffer: inout MutableSpan<UInt8>) -> Int? {
    guard let value = values[Int(setting.rawValue)] else { return nil }
    if value.count <= buffer.count {
      for index in value.indices { buffer[index] = value[index] }
    }
    return value.count
  }
}
