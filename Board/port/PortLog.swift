import CPort
import Firmware

/// Lines on the board's console.
enum PortLog {
  static func write(_ text: StaticString) {
    var line = Limits.EventLine()
    line.append(text)
    write(&line)
  }

  static func write(_ line: inout Limits.EventLine) {
    line.withBytes { bytes in
      unsafe bytes.withPortBytes { unsafe sleeve_log($0, $1) }
    }
  }

  /// Says that `function` of the port gave an answer that it may not give.
  static func nonsense(_ function: StaticString, _ answer: Int32) {
    var line = Limits.EventLine()
    line.append("port: ")
    line.append(function)
    line.append(" must not answer ")
    line.append(answer)
    write(&line)
  }

  /// Says that `function` of the port failed where nothing else tells it.
  static func failure(_ function: StaticString, _ failure: PortFailure) {
    // What answered nonsense has been named.
    if failure == .nonsense { return }
    var line = Limits.EventLine()
    line.append("port: ")
    line.append(function)
    line.append(" failed, code ")
    line.append(failure.code)
    write(&line)
  }
}

extension UTF8Buffer {
  fileprivate mutating func append(_ number: Int32) {
    if number < 0 { append("-") }
    append(decimal: number.magnitude)
  }
}
