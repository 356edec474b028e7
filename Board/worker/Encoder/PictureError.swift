/// Why a picture was refused.
public struct PictureError: Error, Equatable, Sendable {
  public enum Kind: Equatable, Sendable {
    /// The first bytes are of no format that is read; `reason` names the format where it is known.
    case unknownFormat
    /// The file ends before its picture does.
    case truncated
    /// What stands there breaks the format.
    case damaged
    /// What stands there is legal, but not read.
    case unsupported
    /// No pixels, or more memory than is allowed.
    case badSize
  }

  /// What is known, in one place: an error of one word is handed on in a register, and a function
  /// that may fail is half as long.
  private final class Details: Sendable {
    let kind: Kind
    let reason: StaticString
    let at: Int
    let size: (width: UInt32, height: UInt32)

    init(
      _ kind: Kind, _ reason: StaticString, at: Int, size: (width: UInt32, height: UInt32) = (0, 0)
    ) {
      self.kind = kind
      self.reason = reason
      self.at = at
      self.size = size
    }
  }

  private let details: Details

  public var kind: Kind { details.kind }
  /// What is wrong, in a few words that go on after "at byte N: ".
  public var reason: StaticString { details.reason }
  /// The byte of the file where it was seen, or where the part begins in which it was.
  public var at: Int { details.at }

  @inline(never)
  public init(_ kind: Kind, _ reason: StaticString, at: Int) {
    details = Details(kind, reason, at: at)
  }

  /// A picture of more columns or rows than are read.
  init(width: UInt32, height: UInt32, at: Int) {
    details = Details(
      .badSize, "the picture is larger than 2048 x 2048 pixels:", at: at, size: (width, height))
  }

  /// The file ends before its picture does.
  @inline(never)
  static func end(_ file: Span<UInt8>) -> PictureError {
    PictureError(.truncated, "the file ends before its picture does", at: file.count)
  }

  /// One line for a person, ASCII: `at byte N: …`.
  public var text: [UInt8] {
    var line: [UInt8] = []
    line.add("at byte ")
    line.add(decimal: at)
    line.add(": ")
    line.add(reason)
    let size = details.size
    guard size.width > 0 else { return line }
    line.add(" ")
    line.add(decimal: Int(truncatingIfNeeded: size.width))
    line.add(" x ")
    line.add(decimal: Int(truncatingIfNeeded: size.height))
    return line
  }

  public static func == (one: Self, other: Self) -> Bool {
    one.kind == other.kind && one.at == other.at
  }
}
