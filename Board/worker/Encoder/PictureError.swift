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

  public init(_ kind: Kind, _ reason: StaticString, at: Int) {
    self.kind = kind
    self.reason = reason
    self.at = at
  }

  public static func == (one: Self, other: Self) -> Bool {
    one.kind == other.kind && one.at == other.at
  }
}
