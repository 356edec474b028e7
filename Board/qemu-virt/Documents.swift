import CBoard
import Firmware

/// The documents and the fallback font that are linked into the image.
enum Documents {
  static func stored(_ document: ScriptDocument) -> StoredBytes {
    let index = UInt32(document.rawValue)
    precondition(index < board_document_count())
    return unsafe StoredBytes(board_document(index))
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
