/// What a person can look up about an answer of no use.
public enum AnswerFault: Equatable, Sendable {
  /// An HTTP status other than the expected ones.
  case status(UInt16)
  /// The byte of the document that makes no sense; the greatest number for all above it.
  case byte(UInt32)

  var number: UInt32 {
    switch self {
    case .status(let status): UInt32(status)
    case .byte(let offset): offset
    }
  }

  var isStatus: Bool {
    if case .status = self { true } else { false }
  }
}
