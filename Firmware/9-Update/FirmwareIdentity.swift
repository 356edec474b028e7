/// What runs: the image's version, its board and how far its security has come.
public struct FirmwareIdentity: Sendable {
  public var version: Version
  /// ASCII, up to 32 bytes; what is longer is cut.
  public internal(set) var board = Limits.BoardName()
  /// An image with a lower one is never installed.
  public var securityVersion: UInt32

  public init(version: Version, board: Span<UInt8>, securityVersion: UInt32) {
    self.version = version
    self.securityVersion = securityVersion
    self.board = ShortText(board)
  }
}
