/// A version in seven bytes: the first of the SHA-256 of its text. Zero stands for none.
struct VersionName: Equatable, Sendable {
  let low: UInt32
  /// 24 bits.
  let high: UInt32

  /// The top byte of `high` is left out: it has the marks, in the journal.
  init(low: UInt32, high: UInt32) {
    self.low = low
    self.high = high & 0xFF_FFFF
  }

  init(_ digest: SHA256.Digest) {
    self.init(low: digest.bytes.span.word(at: 0), high: digest.bytes.span.word(at: 4))
  }
}
