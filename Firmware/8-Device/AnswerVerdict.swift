/// What an answer's status and headers decide before its body: the one judgement for every request,
/// of a document, a cover, a manifest or an image.
enum AnswerVerdict {
  /// 200: the body is what was asked for.
  case proceed
  /// 204 or 404: there is none.
  case nothingThere
  /// Any other status. `waitMs` is how long the server asks to be left alone, 0 where it does not
  /// say, or says it in a way that cannot be read.
  case refused(GatewayFailure, waitMs: UInt32)
}

extension HTTPHead {
  /// - Parameter unixTime: The time of day, which a date in `Retry-After` needs.
  @inline(never)
  mutating func verdict(unixTime: UnixTime?) -> AnswerVerdict {
    switch status {
    case 200: .proceed
    case 204, 404: .nothingThere
    case 401, 403: .refused(.refused(status), waitMs: 0)
    case 429, 503: .refused(.rateLimited(status), waitMs: retryAfterMs(unixTime))
    default: .refused(.status(status), waitMs: 0)
    }
  }

  private mutating func retryAfterMs(_ unixTime: UnixTime?) -> UInt32 {
    do throws(DateError) {
      return try retryAfter.withBytes { (value) throws(DateError) in
        try RetryAfter(parsing: value, now: unixTime).milliseconds
      }
    } catch {
      return 0
    }
  }
}
