/// SHA-256 over a message that arrives in pieces: the core's own ``SHA256``, or a chip's hardware.
public protocol ImageHash: ~Copyable {
  init()

  /// Appends `bytes`, which may be empty, to the message.
  mutating func update(_ bytes: Span<UInt8>)

  /// Ends the message and returns its digest; the hash is then ready for another message.
  mutating func finalize() -> SHA256.Digest
}

extension SHA256: ImageHash {}
