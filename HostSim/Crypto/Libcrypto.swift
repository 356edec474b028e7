import CCrypto

/// What libcrypto's functions have in common.
enum Libcrypto {
  /// The reason of the failure that comes first in this thread's queue, which is then empty: what
  /// follows it there are only its consequences.
  static func takeReason() -> String {
    let code = ERR_peek_error()
    ERR_clear_error()
    guard code != 0 else { return "no reason given" }
    if let reason = ERR_reason_error_string(code) { return String(cString: reason) }
    return "libcrypto's error \(String(code, radix: 16))"
  }

  /// Frees what libcrypto has allocated; `nil` is nothing to free.
  static func free(_ memory: UnsafeMutableRawPointer?) {
    CRYPTO_free(memory, #fileID, #line)
  }
}
