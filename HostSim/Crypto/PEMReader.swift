import CCrypto

/// One block of a PEM file, its base64 decoded.
///
/// Source: RFC 7468; of the older RFC 1421, the headers that mark an encrypted block.
struct PEMBlock {
  /// What stands after `BEGIN`.
  let label: String
  let isEncrypted: Bool
  let contents: [UInt8]
  /// Where its first line begins in the file.
  let offset: Int
}

/// The blocks of a PEM file, one after another; lines between them are skipped.
struct PEMReader: ~Copyable {
  private let bytes: [UInt8]
  private let file: OpaquePointer

  init(_ bytes: [UInt8]) throws(KeyError) {
    guard let length = Int32(exactly: bytes.count), let file = BIO_new(BIO_s_mem()) else {
      throw KeyError(reason: .damaged("too long"), offset: 0)
    }
    // A memory BIO takes nothing of no length, and would call that a failure.
    guard length == 0 || BIO_write(file, bytes, length) == length else {
      BIO_free(file)
      throw KeyError(reason: .damaged(Libcrypto.takeReason()), offset: 0)
    }
    self.bytes = bytes
    self.file = file
  }

  deinit { BIO_free(file) }

  /// The next block; `nil` at the end of the file.
  mutating func next() throws(KeyError) -> PEMBlock? {
    let start = position
    var label: UnsafeMutablePointer<CChar>?
    var headers: UnsafeMutablePointer<CChar>?
    var contents: UnsafeMutablePointer<UInt8>?
    var count = 0
    ERR_clear_error()
    guard PEM_read_bio(file, &label, &headers, &contents, &count) == 1,
      let label, let headers, let contents
    else {
      if ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE {
        ERR_clear_error()
        return nil
      }
      throw KeyError(
        reason: .damaged(Libcrypto.takeReason()), offset: firstLine("-----BEGIN ", from: start))
    }
    defer {
      Libcrypto.free(label)
      Libcrypto.free(headers)
      Libcrypto.free(contents)
    }
    let name = String(cString: label)
    return PEMBlock(
      label: name,
      isEncrypted: name == "ENCRYPTED PRIVATE KEY" || headers.pointee != 0,
      contents: Array(UnsafeBufferPointer(start: contents, count: count)),
      offset: firstLine("-----BEGIN \(name)-----", from: start))
  }

  /// How much of the file has been read.
  private var position: Int { bytes.count - BIO_ctrl_pending(file) }

  /// Where the first line from `start` on that begins with `prefix` begins; the file's length if
  /// none does.
  private func firstLine(_ prefix: String, from start: Int) -> Int {
    var line = start
    while line < bytes.count {
      if bytes[line...].starts(with: prefix.utf8) { return line }
      line = (bytes[line...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count) + 1
    }
    return bytes.count
  }
}

extension PEMReader {
  /// The first block of the file at whose label is one of `labels`, which are called `wanted`.
  static func firstBlock(
    of pem: [UInt8], labels: Set<String>, wanted: String
  ) throws(KeyError) -> PEMBlock {
    var reader = try PEMReader(pem)
    var found: [String] = []
    while let block = try reader.next() {
      if labels.contains(block.label) {
        if block.isEncrypted { throw KeyError(reason: .encrypted, offset: block.offset) }
        return block
      }
      found.append(block.label)
    }
    throw KeyError(reason: .missing(wanted: wanted, found: found), offset: pem.count)
  }
}
