@testable import Firmware

/// A store in which one thing is set.
struct OneSetting: SettingsStore {
  let setting: Setting
  let value: String

  init(_ setting: Setting, _ value: String) {
    self.setting = setting
    self.value = value
  }

  mutating func read(_ setting: Setting, into buffer: inout MutableSpan<UInt8>) -> Int? {
    guard setting == self.setting else { return nil }
    for (index, byte) in value.utf8.enumerated() { buffer[index] = byte }
    return value.utf8.count
  }
}
