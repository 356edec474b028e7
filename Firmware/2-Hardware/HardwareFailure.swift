/// Why a driver's call failed, in the driver's own number: a person with the driver's manual can
/// look it up.
public protocol HardwareFailure: Error {
  /// Such as ESP-IDF's `esp_err_t`; 0 where the driver has no numbers.
  var code: Int32 { get }
}

extension Never: HardwareFailure {
  public var code: Int32 {
    switch self {}
  }
}
