import CPort
import Firmware

/// SHA-256 by the board's hardware, or by the core where the board has none.
///
/// A hash that the board began and could not finish ends in a digest of zeros: no image has that one,
/// so it is refused.
public struct PortHash: ImageHash, ~Copyable {
  private enum Place {
    case unknown, board, core
  }

  private var place = Place.unknown
  private var own = SHA256()

  public init() {}

  public mutating func update(_ bytes: Span<UInt8>) {
    if case .unknown = place { begin() }
    if case .core = place { return own.update(bytes) }
    unsafe bytes.withPortBytes { unsafe sleeve_hash_update($0, $1) }
  }

  public mutating func finalize() -> SHA256.Digest {
    if case .unknown = place { begin() }
    defer { place = .unknown }
    if case .core = place { return own.finalize() }
    var digest = InlineArray<32, UInt8>(repeating: 0)
    var bytes = digest.mutableSpan
    let answer = unsafe bytes.withPortBytes { start, _ in unsafe sleeve_hash_finish(start) }
    do throws(PortFailure) {
      try PortFailure.check("sleeve_hash_finish", answer)
    } catch {
      PortLog.failure("sleeve_hash_finish", error)
      return SHA256.Digest(bytes: InlineArray(repeating: 0))
    }
    return SHA256.Digest(bytes: digest)
  }

  /// A board that answers nonsense is not asked for its hash.
  private mutating func begin() {
    do throws(PortFailure) {
      place = try PortFailure.flag("sleeve_hash_begin", sleeve_hash_begin()) ? .board : .core
    } catch {
      PortLog.failure("sleeve_hash_begin", error)
      place = .core
    }
  }
}
