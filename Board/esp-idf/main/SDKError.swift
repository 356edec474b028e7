/// What the SDK says when a call fails: `esp_err_t`, other than `ESP_OK`.
struct SDKError: HardwareFailure, Equatable {
  let code: esp_err_t

  /// A partition that the table should have and has not.
  static var noPartition: SDKError { SDKError(code: ESP_ERR_NOT_FOUND) }
}

/// Throws unless the call that returned `code` did what it should.
func check(_ code: esp_err_t) throws(SDKError) {
  if code != ESP_OK { throw SDKError(code: code) }
}
