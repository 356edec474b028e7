import Firmware

/// Why a flash chip did not do, or not to its end, what it was asked for.
public enum FlashFailure: HardwareFailure, Equatable, CustomStringConvertible {
  /// The power is gone, or went during the operation.
  case powerLost
  /// The bytes asked for do not all lie in the chip, or in the region.
  case outside
  /// An erase that does not begin where a sector does.
  case misaligned

  /// What ESP-IDF reports in these cases: `esp_err.h`.
  public var code: Int32 {
    switch self {
    case .powerLost: -1  // ESP_FAIL
    case .outside: 0x104  // ESP_ERR_INVALID_SIZE
    case .misaligned: 0x102  // ESP_ERR_INVALID_ARG
    }
  }

  public var description: String {
    switch self {
    case .powerLost: "the power is lost"
    case .outside: "outside the flash"
    case .misaligned: "not the beginning of a sector"
    }
  }
}
