/// SHA-256 by the chip's hardware.
///
/// A hash that there was no memory for, or that the hardware refused, ends in a digest of zeros: no
/// image has that one, so it is refused.
@safe struct PSAHash: ImageHash, ~Copyable {
  private let hash: OpaquePointer?

  init() {
    unsafe hash = board_hash_create()
    if unsafe hash == nil { Log.write("no memory for a hash") }
  }

  deinit {
    if let hash = unsafe hash { unsafe board_hash_destroy(hash) }
  }

  mutating func update(_ bytes: Span<UInt8>) {
    guard let hash = unsafe hash else { return }
    unsafe bytes.withUnsafeBufferPointer { buffer in
      if let start = buffer.baseAddress {
        unsafe board_hash_update(hash, start, buffer.count)
      }
    }
  }

  mutating func finalize() -> SHA256.Digest {
    let none = [32 of UInt8](repeating: 0)
    guard let hash = unsafe hash else { return SHA256.Digest(bytes: none) }
    var digest = none
    var bytes = digest.mutableSpan
    let isRight = unsafe bytes.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return false }
      return unsafe board_hash_finish(hash, start)
    }
    return SHA256.Digest(bytes: isRight ? digest : none)
  }
}
