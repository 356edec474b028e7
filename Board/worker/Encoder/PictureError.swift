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

  public var kind: Kind
  /// What is wrong, in a few words that go on after "at byte N: ".
  public var reason: StaticString
  /// The byte of the file where it was seen, or where the part begins in which it was.
  public var at: Int
  /// The size that was refused; 0 where that is not what is wrong.
  private var width: UInt32 = 0
  private var height: UInt32 = 0

  public init(_ kind: Kind, _ reason: StaticString, at: Int) {
    self.kind = kind
    self.reason = reason
    self.at = at
  }

  /// A picture of more columns or rows than are read.
  init(width: UInt32, height: UInt32, at: Int) {
    self.init(.badSize, "the picture is larger than 2048 x 2048 pixels:", at: at)
    self.width = width
    self.height = height
  }

  /// The file ends before its picture does.
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
    guard width > 0 else { return line }
    line.add(" ")
    line.add(decimal: Int(width))
    line.add(" x ")
    line.add(decimal: Int(height))
    return line
  }

  public static func == (one: Self, other: Self) -> Bool {
    one.kind == other.kind && one.at == other.at
  }
}
