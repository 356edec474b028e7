import Glibc
import HostSim

@testable import Firmware

/// The last second of 2100.
let endOf2100: UInt64 = 4_133_980_799

extension UnixTime {
  /// A moment that a test knows to be in range.
  static func at(_ seconds: UInt64) -> UnixTime {
    guard let time = UnixTime(seconds: seconds) else { preconditionFailure("\(seconds)") }
    return time
  }

  /// Any moment up to the year 9999, early and late ones and days' ends as often as others.
  static func random(using random: inout SeededGenerator) -> UnixTime {
    let any = UInt64.random(in: 0...latestSeconds, using: &random)
    let dayStart = any / 86_400 * 86_400
    switch UInt8.random(in: 0...4, using: &random) {
    case 0: return .at(UInt64.random(in: 0...100_000, using: &random))
    case 1: return .at(latestSeconds - UInt64.random(in: 0...100_000, using: &random))
    case 2: return .at(dayStart)
    case 3: return .at(dayStart + 86_399)
    default: return .at(any)
    }
  }
}

/// What the C library's calendar says of a count of seconds.
func systemCalendar(_ seconds: Int) -> tm {
  var seconds = seconds
  var fields = tm()
  gmtime_r(&seconds, &fields)
  return fields
}

extension String {
  init<let capacity: Int>(taking buffer: inout UTF8Buffer<capacity>) {
    let bytes = buffer.withBytes { span in span.indices.map { span[$0] } }
    self.init(decoding: bytes, as: UTF8.self)
  }
}

extension StaticString {
  var string: String { withUTF8Buffer { String(decoding: $0, as: UTF8.self) } }
}

/// `number` with zeros before it.
func digits<Number: BinaryInteger>(_ number: Number, _ count: Int) -> String {
  let text = String(number)
  return String(repeating: "0", count: max(0, count - text.count)) + text
}

/// All texts that differ from `text` in one byte, by one of `replacements`, or by its removal.
func mutations(_ text: String, by replacements: String) -> [[UInt8]] {
  let bytes = Array(text.utf8)
  return bytes.indices.flatMap { index in
    var shorter = bytes
    shorter.remove(at: index)
    return replacements.utf8.map { replacement in
      var other = bytes
      other[index] = replacement
      return other
    } + [shorter]
  }
}
