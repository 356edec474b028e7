/// Why a flash could not be read from a file or written to one; `description` is one line that
/// leaves out the file's name.
public enum FlashFileError: Error, Equatable, CustomStringConvertible {
  /// The operating system refused, in these words.
  case file(reason: String)
  /// The file ends at this byte, before the flash does.
  case tooShort(at: Int, flashByteCount: Int)
  case tooLong(byteCountMax: Int)
  /// What stands behind the flash, from this byte on, is no list of images.
  case badImages(at: Int)

  public var description: String {
    switch self {
    case .file(let reason): reason
    case .tooShort(let at, let flashByteCount):
      "at byte \(at): the file ends before its flash of \(flashByteCount) bytes does"
    case .tooLong(let byteCountMax): "longer than \(byteCountMax) bytes"
    case .badImages(let at): "at byte \(at): not a list of images"
    }
  }
}
