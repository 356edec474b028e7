/// Why a picture could not be read or written.
///
/// `description` is one line that says what is wrong and, for a file's contents, at which byte. It
/// leaves out the file's name, which the caller knows.
public enum PictureError: Error, Equatable, CustomStringConvertible {
  /// The operating system refused to read the file.
  case unreadable(reason: String)
  /// The operating system refused to write the file, or the encoder refused the picture.
  case unwritable(reason: String)
  /// The file is longer than `PictureFile.bytesMax`.
  case fileTooLong
  /// The first bytes are neither those of a PNG nor those of a JPEG.
  case unknownFormat
  /// The file ends at this byte, before its picture does.
  case truncated(at: Int)
  /// What stands at this byte, or in the part that begins there, breaks the format.
  case damaged(reason: String, at: Int)
  /// What stands at this byte is legal, but not handled here.
  case unsupported(reason: String, at: Int)
  /// No pixels, or more than `PictureFile.pixelsMax`, says the header at this byte.
  case badSize(width: Int, height: Int, at: Int)

  public var description: String {
    switch self {
    case .unreadable(let reason): "cannot read: \(reason)"
    case .unwritable(let reason): "cannot write: \(reason)"
    case .fileTooLong: "longer than \(PictureFile.bytesMax) bytes"
    case .unknownFormat: "at byte 0: neither a PNG nor a JPEG picture"
    case .truncated(let at): "at byte \(at): the file ends before its picture does"
    case .damaged(let reason, let at): "at byte \(at): \(reason)"
    case .unsupported(let reason, let at): "at byte \(at): unsupported: \(reason)"
    case .badSize(let width, let height, let at):
      "at byte \(at): a size of \(width) x \(height); allowed are 1 to "
        + "\(PictureFile.pixelsMax) pixels"
    }
  }
}
