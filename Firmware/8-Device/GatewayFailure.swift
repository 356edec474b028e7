/// Why the gateway's answer is of no use.
public enum GatewayFailure: Equatable, Sendable {
  case network(HTTPFailure)
  /// 401 or 403: the credentials are wrong.
  case refused
  /// 429 or 503: too many requests, or too many for now.
  case rateLimited
  /// Any other status than 200 and 204.
  case status(UInt16)
  case document(DocumentFault, at: UInt64)

  init(_ status: UInt16) {
    switch status {
    case 401, 403: self = .refused
    case 429, 503: self = .rateLimited
    default: self = .status(status)
    }
  }
}

/// What is wrong with a document, whatever it was written to.
public enum DocumentFault: Equatable, Sendable {
  case json(JSONReason)
  case notAnObject
  case wrongType(NowPlayingMember)
  case badCover
  /// The picture belongs to another item than the one that was asked for.
  case otherCover
}

extension DocumentReason {
  var withoutSink: DocumentFault {
    switch self {
    case .json(let reason): .json(reason)
    case .notAnObject: .notAnObject
    case .wrongType(let member): .wrongType(member)
    case .badCoverSize, .badCoverEncoding, .cover: .badCover
    case .otherCover: .otherCover
    }
  }
}

extension HTTPHead {
  /// How long the gateway asks to be left alone, milliseconds; nil where it does not say, or says
  /// it in a way that nobody understands.
  mutating func waitMs(unixTime: UnixTime?) -> UInt32? {
    if status != 429 && status != 503 { return nil }
    let count = min(max(retryAfterCount, 0), retryAfter.count)
    do throws(DateError) {
      return try retryAfter.mutableSpan.lend(count) { (value) throws(DateError) in
        try RetryAfter(parsing: value, now: unixTime).milliseconds
      }
    } catch {
      return nil
    }
  }
}
