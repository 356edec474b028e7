/// Why a now-playing document was not taken.
public enum DocumentReason<SinkFailure: Error>: Error {
  case json(JSONReason)
  /// The text is JSON, but no object.
  case notAnObject
  case wrongType(NowPlayingMember)
  /// A cover came without its width or height, or one lies outside ``Limits/coverSide``.
  case badCoverSize
  /// A cover came whose encoding is not named `rle`.
  case badCoverEncoding
  /// The picture is not the one that was asked for.
  case otherCover
  case cover(CoverError<SinkFailure>)
}

/// A reason and the byte of the document at which it arose.
public struct DocumentError<SinkFailure: Error>: Error {
  public var reason: DocumentReason<SinkFailure>
  public var offset: UInt64
}
