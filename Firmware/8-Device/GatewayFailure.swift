/// Why the gateway's answer is of no use.
public enum GatewayFailure: Equatable, Sendable {
  case network(HTTPFailure)
  /// 401 or 403: the credentials are wrong.
  case refused(UInt16)
  /// 429 or 503: too many requests, or too many for now.
  case rateLimited(UInt16)
  /// Any other status that is of no use.
  case status(UInt16)
  /// What is wrong with the document, and at which byte; the greatest number for all above it.
  case document(DocumentFault, at: UInt32)

  @inline(never)
  init<SinkFailure: Error>(_ error: DocumentError<SinkFailure>) {
    self = .document(error.reason.withoutSink, at: error.offset.clampedToUInt32)
  }
}

/// What is wrong with a document, whatever it was written to.
public enum DocumentFault: Equatable, Sendable {
  case json(JSONReason)
  case notAnObject
  case wrongType(NowPlayingMember)
  case badCoverSize
  case badCoverEncoding
  /// The picture belongs to another item than the one that was asked for.
  case otherCover
  /// The picture was asked for and is not there.
  case noCover
  case cover(CoverFault)
}

/// What is wrong with a picture.
public enum CoverFault: Equatable, Sendable {
  case badBase64, truncatedBase64, tooManyPixels, tooFewPixels
  /// It does not fit into its place on the glass.
  case tooLarge
}

extension DocumentReason {
  public var withoutSink: DocumentFault {
    switch self {
    case .json(let reason): .json(reason)
    case .notAnObject: .notAnObject
    case .wrongType(let member): .wrongType(member)
    case .badCoverSize: .badCoverSize
    case .badCoverEncoding: .badCoverEncoding
    case .otherCover: .otherCover
    case .cover(.badBase64): .cover(.badBase64)
    case .cover(.truncatedBase64): .cover(.truncatedBase64)
    case .cover(.tooManyPixels): .cover(.tooManyPixels)
    case .cover(.tooFewPixels): .cover(.tooFewPixels)
    // A bus that failed is told apart before: what is left is a rectangle outside its place.
    case .cover(.sink): .cover(.tooLarge)
    }
  }
}
