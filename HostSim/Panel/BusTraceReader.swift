import Firmware

/// A line that is no line of a bus trace.
public struct BusTraceError: Error, Equatable, Sendable {
  public enum Reason: Equatable, Sendable {
    /// Not three fields: a time, a letter, a value.
    case fields
    /// The time is not a decimal number of nanoseconds.
    case time
    /// The time is before that of the line above.
    case timeRunsBackwards
    /// The letter is none of C, D and R.
    case kind
    /// The value is not what the letter asks for.
    case value
  }

  /// The first line is 1.
  public let line: Int
  public let reason: Reason
}

/// One line of a bus trace.
public struct BusTraceEntry: Equatable, Sendable {
  public enum Event: Equatable, Sendable {
    case command(UInt8)
    case data([UInt8])
    case reset(PinLevel)
  }

  /// Nanoseconds.
  public let time: UInt64
  public let event: Event
}

/// Reads the lines that ``BusTrace`` writes, and plays them to a panel.
public struct BusTraceReader {
  private var lineNumber = 0
  private var lastTime: UInt64 = 0

  public init() {}

  /// Plays a whole trace to `model`, whose clock follows the trace. The backlight is lit, since a
  /// trace does not say.
  public static func play(_ trace: some StringProtocol, on model: ST7789Model)
    throws(BusTraceError)
  {
    var reader = BusTraceReader()
    model.backlight(percent: 100)
    var rest = trace.utf8[...]
    while !rest.isEmpty {
      let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
      let entry = try reader.parse(rest[..<end])
      rest = rest[end...].dropFirst()
      guard let entry else { continue }
      model.clock.advance(to: entry.time)
      switch entry.event {
      case .command(let opcode): model.command(opcode)
      case .data(let bytes): model.data(bytes)
      case .reset(let level): model.reset(level)
      }
    }
  }

  /// Takes the next line, without its line feed; nil for an empty one.
  ///
  /// Hex digits are taken in either case, and with or without spaces between the bytes.
  public mutating func parse(_ line: some Sequence<UInt8>) throws(BusTraceError) -> BusTraceEntry? {
    lineNumber += 1
    let fields = Array(line).split(maxSplits: 2, whereSeparator: isSpace)
    if fields.isEmpty { return nil }
    guard fields.count == 3, let letter = fields[1].first, fields[1].count == 1 else {
      throw error(.fields)
    }
    let time = try parseTime(fields[0])
    let event = try parseEvent(letter, fields[2])
    lastTime = time
    return BusTraceEntry(time: time, event: event)
  }

  private func error(_ reason: BusTraceError.Reason) -> BusTraceError {
    BusTraceError(line: lineNumber, reason: reason)
  }

  private func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\r") || byte == UInt8(ascii: "\t")
  }

  private func parseTime(_ digits: ArraySlice<UInt8>) throws(BusTraceError) -> UInt64 {
    var time: UInt64 = 0
    for digit in digits {
      guard digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9") else { throw error(.time) }
      let (tens, overflowed) = time.multipliedReportingOverflow(by: 10)
      let (sum, carried) = tens.addingReportingOverflow(UInt64(digit - UInt8(ascii: "0")))
      if overflowed || carried { throw error(.time) }
      time = sum
    }
    if time < lastTime { throw error(.timeRunsBackwards) }
    return time
  }

  private func parseEvent(_ letter: UInt8, _ value: ArraySlice<UInt8>) throws(BusTraceError)
    -> BusTraceEntry.Event
  {
    switch letter {
    case UInt8(ascii: "C"):
      let bytes = try parseHex(value)
      guard bytes.count == 1 else { throw error(.value) }
      return .command(bytes[0])
    case UInt8(ascii: "D"): return .data(try parseHex(value))
    case UInt8(ascii: "R"):
      switch value.filter({ !isSpace($0) }) {
      case [UInt8(ascii: "0")]: return .reset(.low)
      case [UInt8(ascii: "1")]: return .reset(.high)
      default: throw error(.value)
      }
    default: throw error(.kind)
    }
  }

  private func parseHex(_ text: ArraySlice<UInt8>) throws(BusTraceError) -> [UInt8] {
    var bytes: [UInt8] = []
    var high: UInt8?
    for character in text {
      if isSpace(character), high == nil { continue }
      guard let digit = hexValue(character) else { throw error(.value) }
      if let first = high {
        bytes.append(first << 4 | digit)
        high = nil
      } else {
        high = digit
      }
    }
    guard high == nil, !bytes.isEmpty else { throw error(.value) }
    return bytes
  }

  private func hexValue(_ character: UInt8) -> UInt8? {
    switch character {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): character - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): character - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
