import CCrypto
import Firmware

/// SHA-256 by libcrypto: the host's stand-in for a chip's hardware.
public struct LibcryptoHash: ImageHash, ~Copyable {
  private let context: OpaquePointer

  public init() {
    // Only a lack of memory fails here.
    context = EVP_MD_CTX_new()!
    begin()
  }

  deinit { EVP_MD_CTX_free(context) }

  public mutating func update(_ bytes: Span<UInt8>) {
    bytes.withUnsafeBufferPointer { buffer in
      precondition(EVP_DigestUpdate(context, buffer.baseAddress, buffer.count) == 1)
    }
  }

  public mutating func finalize() -> SHA256.Digest {
    var digest = [32 of UInt8](repeating: 0)
    var span = digest.mutableSpan
    span.withUnsafeMutableBufferPointer { buffer in
      precondition(EVP_DigestFinal_ex(context, buffer.baseAddress, nil) == 1)
    }
    begin()
    return SHA256.Digest(bytes: digest)
  }

  private func begin() {
    precondition(EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1)
  }
}
