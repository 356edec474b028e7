/// Constant bytes of the image.
@safe struct StoredBytes: @unchecked Sendable {
  private let start: UnsafePointer<UInt8>
  let count: Int

  /// - Precondition: The `count` bytes at `start` stay readable and unchanged.
  @unsafe init(start: UnsafePointer<UInt8>, count: Int) {
    unsafe self.start = start
    self.count = count
  }

  var span: Span<UInt8> {
    @_lifetime(immortal) get {
      unsafe _overrideLifetime(Span(_unsafeStart: start, count: count), copying: ())
    }
  }

  subscript(index: Int) -> UInt8 {
    precondition(index >= 0 && index < count)
    return unsafe start[index]
  }

  /// Where `text` begins for the first time; `count` where it does not occur.
  func offset(of text: StaticString) -> Int {
    var offset = 0
    while offset < count {
      if begins(with: text, at: offset) { return offset }
      offset += 1
    }
    return count
  }

  private func begins(with text: StaticString, at offset: Int) -> Bool {
    if text.utf8CodeUnitCount > count - offset { return false }
    for index in 0..<text.utf8CodeUnitCount
    where unsafe self[offset + index] != text.utf8Start[index] { return false }
    return true
  }
}
