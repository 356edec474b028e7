import Firmware

/// What a gateway answers to one request.
enum GatewayAnswer {
  case document([UInt8])
  /// 204: nothing plays.
  case silence
  case status(UInt16, retryAfter: String?)
  /// No answer at all.
  case failure(HTTPFailure)
  /// An image, from one of its bytes on.
  case image([UInt8], from: Int)
  /// A document of which only so many bytes ever come.
  case stalled([UInt8], after: Int)

  static let notFound = GatewayAnswer.status(404, retryAfter: nil)
}
