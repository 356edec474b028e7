import CPort
import Firmware

/// Why a function of the port failed.
public struct PortFailure: HardwareFailure, Equatable {
  /// The driver's number, as positive as it can be; 0 for ``nonsense``, which has none.
  public let code: Int32

  /// The function gave an answer that it may not give.
  public static var nonsense: PortFailure { PortFailure(code: 0) }

  private init(code: Int32) { self.code = code }

  /// - Parameter answer: A negative answer.
  init(answer: Int32) { code = 0 &- answer }
}

extension PortFailure {
  /// Throws unless `answer` of `function` is 0.
  static func check(_ function: StaticString, _ answer: Int32) throws(PortFailure) {
    _ = try number(function, answer, upTo: 0)
  }

  /// `answer` of `function`, which is 0 or 1.
  static func flag(_ function: StaticString, _ answer: Int32) throws(PortFailure) -> Bool {
    try number(function, answer, upTo: 1) == 1
  }

  /// `answer` of `function`, which is 0…`limit`.
  static func number(
    _ function: StaticString, _ answer: Int32, upTo limit: Int32
  ) throws(PortFailure) -> Int32 {
    if answer < 0 { throw PortFailure(answer: answer) }
    if answer > limit {
      PortLog.nonsense(function, answer)
      throw nonsense
    }
    return answer
  }
}
