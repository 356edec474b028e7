/// Settings in NVS: namespace `sleeve`, a string for each ``Setting/key``.
///
/// Where NVS has no gateway, the configured one counts; where it has no name, the one that the MAC
/// address gives.
struct NVSSettings: SettingsStore, ~Copyable {
  /// A setting's longest value is 128 bytes; NVS puts a zero after it.
  private typealias Value = InlineArray<129, UInt8>

  private var handle: nvs_handle_t = 0
  private let isOpen: Bool

  init() {
    let code = unsafe nvs_open(Log.characters("sleeve"), NVS_READONLY, &handle)
    isOpen = code == ESP_OK
    // Before anything was stored there is no such namespace.
    if !isOpen && code != ESP_ERR_NVS_NOT_FOUND { Log.write("settings", SDKError(code: code)) }
  }

  deinit {
    if isOpen { nvs_close(handle) }
  }

  mutating func read(_ setting: Setting, into buffer: inout MutableSpan<UInt8>) -> Int? {
    if let count = stored(setting, into: &buffer) { return count }
    switch setting {
    case .gatewayURL:
      let count = unsafe buffer.copy(text: board_default_gateway_url())
      return count == 0 ? nil : count
    case .deviceID:
      return unsafe buffer.copy(text: board_default_device_id())
    case .pollPeriodMs, .idleDelayMs, .dayBrightness, .nightBrightness, .nightBegins, .nightEnds,
      .rotation, .panel, .timeZone:
      return nil
    }
  }

  /// What NVS has; nil where it has nothing, or nothing that can be read.
  private func stored(_ setting: Setting, into buffer: inout MutableSpan<UInt8>) -> Int? {
    if !isOpen { return nil }
    var value = Value(repeating: 0)
    var byteCount = value.count
    let code = unsafe withUnsafeMutableBytes(of: &value) { bytes in
      unsafe nvs_get_str(
        handle, Log.characters(setting.key),
        bytes.baseAddress?.assumingMemoryBound(to: CChar.self), &byteCount)
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
