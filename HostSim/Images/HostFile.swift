import Foundation

/// Whole files, read with a bound and replaced in one step.
enum HostFile {
  /// All bytes of the file at `path`, which may be a pipe or a device.
  ///
  /// - Throws: `.unreadable`, or `.fileTooLong` as soon as more than `bytesMax` bytes have come.
  static func read(path: String, bytesMax: Int) throws(PictureError) -> [UInt8] {
    guard let file = fopen(path, "rb") else { throw .unreadable(reason: lastReason()) }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&block, 1, block.count, file)
      bytes += block[..<count]
      guard bytes.count <= bytesMax else { throw .fileTooLong }
      if count == block.count { continue }
      guard ferror(file) == 0 else { throw .unreadable(reason: lastReason()) }
      return bytes
    }
  }

  /// Puts `bytes` at `path` so that nobody ever sees a part of them: a new file in the same folder
  /// takes them, then takes the name. A file that stood there stays whole until then.
  ///
  /// - Throws: `.unwritable`; then the folder is as it was.
  static func replace(path: String, bytes: [UInt8]) throws(PictureError) {
    let temporaryPath = "\(path).\(String(UInt64.random(in: 0 ... .max), radix: 36)).tmp"
    guard let file = fopen(temporaryPath, "wbx") else { throw .unwritable(reason: lastReason()) }
    // Both run, in this order: a full disk may show only when the last block is flushed.
    let isWritten = fwrite(bytes, 1, bytes.count, file) == bytes.count
    let isClosed = fclose(file) == 0
    guard isWritten, isClosed, rename(temporaryPath, path) == 0 else {
      let reason = lastReason()
      unlink(temporaryPath)
      throw .unwritable(reason: reason)
    }
  }

  /// The operating system's words for the call that has just failed.
  private static func lastReason() -> String { String(cString: strerror(errno)) }
}
