import CBoard
import CScript
import Firmware

/// The documents and the fallback font that are linked into the image.
enum Documents {
  /// - Parameter document: As in `script.h`.
  static func stored(_ document: Int) -> StoredBytes {
    precondition(document >= 0 && document < SCRIPT_DOCUMENTS)
    return unsafe StoredBytes(board_document(UInt32(truncatingIfNeeded: document)))
  }

  /// A document without a picture, as a browser gets it.
  static var metadata: StoredBytes { unsafe StoredBytes(board_metadata_document()) }

  static var fallback: FallbackFont? {
    let bytes = unsafe board_fallback()
    return unsafe FallbackFont(start: bytes.start, count: bytes.end - bytes.start)
  }
}

extension StoredBytes {
  @unsafe fileprivate init(_ bytes: board_bytes) {
    unsafe self.init(start: bytes.start, count: bytes.end - bytes.start)
  }
}
