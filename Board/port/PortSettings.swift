import CPort
import Firmware

/// The board's settings, by the port.
public struct PortSettings: SettingsStore {
  public init() {}

  public mutating func read(_ setting: Setting, into buffer: inout MutableSpan<UInt8>) -> Int? {
    let key = setting.key
    let answer = unsafe buffer.withPortBytes { value, capacity in
      unsafe sleeve_setting(
        key.utf8Start, UInt32(truncatingIfNeeded: key.utf8CodeUnitCount), value, capacity)
    }
    if answer == SLEEVE_ABSENT { return nil }
    if answer < 0 {
      PortLog.failure(key, PortFailure(answer: answer))
      return nil
    }
    return Int(answer)
  }
}

extension Configuration {
  /// What is set. A setting with a wrong value is left as it is by default, and named in the log.
  static func fromPort() -> Configuration {
    var store = PortSettings()
    let configuration = Configuration(from: &store)
    for index in 0..<Setting.count {
      guard let setting = Setting(rawValue: UInt8(truncatingIfNeeded: index)),
        configuration.isRefused(setting)
      else { continue }
      var line = Limits.EventLine()
      line.append("setting with a wrong value: ")
      setting.append(to: &line)
      line.append("; the default counts")
      PortLog.write(&line)
    }
    return configuration
  }
}
