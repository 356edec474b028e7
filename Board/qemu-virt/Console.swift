import CBoard

/// The serial console, which the emulator connects to its standard output.
enum Console {
  static func write(_ text: StaticString) {
    // A static string is `utf8CodeUnitCount` bytes of constant memory.
    unsafe write(Span(_unsafeStart: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  static func write(_ bytes: Span<UInt8>) {
    for i in bytes.indices { board_console_put(bytes[i]) }
  }

  /// Writes `number` in decimal.
  static func write(_ number: UInt32) {
    var digits = [10 of UInt8](repeating: 0)
    var rest = number
    var first = digits.count
    repeat {
      first &-= 1
      digits[first] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    } while rest > 0
    write(digits.span.extracting(first...))
  }

  /// Writes `number` as eight hexadecimal digits.
  static func write(hex number: UInt32) {
    for position in stride(from: 28, through: 0, by: -4) {
      let digit = UInt8(truncatingIfNeeded: number &>> UInt32(position)) & 0xF
      let first = digit < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") &- 10
      board_console_put(first &+ digit)
    }
  }
}
