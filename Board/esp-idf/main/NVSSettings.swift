/// Settings as `board_settings.h` has them: a string for each ``Setting/key``.
///
/// Where no gateway is stored, the configured one counts; where no name is, the one that the MAC
/// address gives.
struct NVSSettings: SettingsStore, ~Copyable {
  /// A setting's longest value is 128 bytes; NVS puts a zero after it.
  private typealias Value = InlineArray<129, UInt8>

  /// Settings that count as not stored: a bit for each.
  private var ignored: UInt32 = 0

  mutating func read(_ setting: Setting, into buffer: inout MutableSpan<UInt8>) -> Int? {
    if !isIgnored(setting), let count = stored(setting, into: &buffer) { return count }
    switch setting {
    case .gatewayURL:
      let count = unsafe buffer.copy(text: board_default_gateway_url())
      return count == 0 ? nil : count
    case .deviceID:
      return unsafe buffer.copy(text: board_default_device_id())
    default: return nil
    }
  }

  /// Names what `configuration` refused on the console, and takes it for not stored from now on;
  /// false where that is nothing.
  mutating func ignoreRefused(of configuration: Configuration) -> Bool {
    for index in 0..<Setting.count {
      guard let setting = Setting(rawValue: UInt8(truncatingIfNeeded: index)),
        configuration.isRefused(setting)
      else { continue }
      Log.write(refused: setting)
      ignored |= bit(setting)
    }
    return ignored != 0
  }

  private func isIgnored(_ setting: Setting) -> Bool { ignored & bit(setting) != 0 }

  private func bit(_ setting: Setting) -> UInt32 { 1 &<< UInt32(setting.rawValue) }

  /// What is stored; nil where that is nothing, or nothing that can be read.
  private func stored(_ setting: Setting, into buffer: inout MutableSpan<UInt8>) -> Int? {
    var value = Value(repeating: 0)
    var byteCount = value.count
    let code = unsafe withUnsafeMutableBytes(of: &value) { bytes in
      unsafe board_settings_read(
        Log.characters(setting.key), bytes.baseAddress?.assumingMemoryBound(to: CChar.self),
        &byteCount)
    }
    // One that is too long is an error of the setting, which the core names.
    if code == ESP_ERR_NVS_INVALID_LENGTH { return buffer.count &+ 1 }
    if code != ESP_OK {
      if code != ESP_ERR_NVS_NOT_FOUND { Log.write(setting.key, SDKError(code: code)) }
      return nil
    }
    let count = max(byteCount &- 1, 0)
    for index in 0..<min(count, buffer.count) { buffer[index] = value[index] }
    return count
  }
}
