import Foundation

/// An open file, or a standard stream, that takes bytes as they come.
public final class OutputFile {
  private var descriptor: Int32

  /// Opens what is at `path`, emptied if it is an ordinary file, or makes one; `-` is standard output.
  ///
  /// - Parameter flags: More flags for `open`.
  /// - Throws: `.unwritable`.
  init(path: String, flags: Int32 = 0) throws(PictureError) {
    descriptor =
      path == HostFile.standardStream
      ? dup(STDOUT_FILENO) : open(path, O_WRONLY | O_CREAT | O_TRUNC | flags, 0o666)
    if descriptor < 0 { throw .unwritable(reason: HostFile.lastReason()) }
  }

  /// A stream that was open before; it is closed with the object.
  init(descriptor: Int32) { self.descriptor = descriptor }

  deinit { if descriptor >= 0 { _ = Foundation.close(descriptor) } }

  /// Writes all `bytes`, however slowly the other end takes them.
  ///
  /// - Throws: `.unwritable`; a part may be written then.
  func write(_ bytes: [UInt8]) throws(PictureError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        throw .unwritable(reason: HostFile.lastReason())
      }
    }
  }

  /// Takes on the owner, as far as this process may give one, and the mode of a file.
  func adopt(_ status: stat) {
    _ = fchown(descriptor, status.st_uid, status.st_gid)
    _ = fchmod(descriptor, status.st_mode & 0o7777)
  }

  /// Some file systems tell of a full disk only now.
  func close() throws(PictureError) {
    defer { descriptor = -1 }
    if Foundation.close(descriptor) != 0 { throw .unwritable(reason: HostFile.lastReason()) }
  }
}
