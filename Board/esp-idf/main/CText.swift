// Texts as C has them: bytes up to a zero.

extension MutableSpan<UInt8> {
  /// Copies `text`, without its zero, to the start and returns how many bytes it has. What does not
  /// fit is left out, and counted.
  @unsafe mutating func copy(text: UnsafePointer<CChar>) -> Int {
    var count = 0
    while unsafe text[count] != 0 {
      if count < self.count { self[count] = unsafe UInt8(bitPattern: text[count]) }
      count &+= 1
    }
    return count
  }
}

extension FirmwareIdentity {
  /// What this image says about itself.
  static var ofThisImage: FirmwareIdentity {
    var text = InlineArray<64, UInt8>(repeating: 0)
    var buffer = text.mutableSpan
    let versionCount = min(unsafe buffer.copy(text: board_version()), 64)
    let version = text.mutableSpan.lend(versionCount) { Version($0) }
    buffer = text.mutableSpan
    let nameCount = min(unsafe buffer.copy(text: board_name()), 64)
    return text.mutableSpan.lend(nameCount) {
      FirmwareIdentity(version: version, board: $0, securityVersion: board_security_version())
    }
  }
}
