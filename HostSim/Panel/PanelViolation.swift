/// A rule of the controller that the host broke.
public struct PanelViolation: Equatable, Sendable {
  public enum Rule: Equatable, Sendable {
    /// RESX was low for less than 10 µs.
    case resetPulseTooShort(nanoseconds: UInt64)
    /// A command while RESX was low.
    case commandDuringReset(opcode: UInt8)
    /// A command earlier than allowed after the event named.
    case commandTooEarly(opcode: UInt8, after: String, missingNanoseconds: UInt64)
    /// The serial clock runs faster than 16 ns a bit.
    case clockTooFast(periodNanoseconds: UInt64)
    case unknownCommand(opcode: UInt8)
    /// A command that answers, on a bus that has no line for the answer.
    case readWithoutDataLine(opcode: UInt8)
    case missingParameters(opcode: UInt8, expected: Int, received: Int)
    /// Data that belongs to no command: none was sent, or it has all its parameters.
    case unexpectedData(after: UInt8?)
    case incompletePixel
    /// Pixels while COLMOD has its reset value.
    case pixelFormatNotSet
    /// Pixels in a format that is not 16 bits a pixel.
    case pixelFormatNotSupported(UInt8)
    /// A memory write into a window that ends before it starts.
    case windowBackwards
    /// A memory write into a window that reaches past the memory.
    case windowOutsideMemory(lastColumn: Int, lastRow: Int)
    case pixelOutsideMemory
    /// More pixels than the window holds: they overwrite its start.
    case windowOverrun
    /// RAMWRC with no RAMWR since the addresses changed.
    case continueWithoutWrite
    /// VSCRDEF whose areas do not add up to 320 lines.
    case scrollAreasDoNotFit(sum: Int)
    /// VSCSAD that lies in a fixed area or past the memory.
    case scrollStartOutsideArea(Int)
  }

  /// When it was broken first, nanoseconds on the model's clock.
  public let time: UInt64
  public let rule: Rule
  /// How many pixels broke it, for a rule about pixels in one memory write; else 1.
  public internal(set) var count: Int

  /// One line for a report: the time, what was broken, and where the rule stands.
  public var text: String {
    let times = count > 1 ? " (\(count) pixels)" : ""
    return "\(time) ns: \(rule.explanation)\(times); ST7789V datasheet, \(rule.source)"
  }
}

extension PanelViolation.Rule {
  /// What was broken, in words.
  public var explanation: String {
    switch self {
    case .resetPulseTooShort(let width): "RESX low for \(width) ns, 10000 ns needed"
    case .commandDuringReset(let opcode): "\(name(opcode)) while RESX is low"
    case .commandTooEarly(let opcode, let event, let missing):
      "\(name(opcode)) \(missing) ns too early after \(event)"
    case .clockTooFast(let period): "serial clock of \(period) ns a bit, 16 ns needed"
    case .unknownCommand(let opcode): "command \(name(opcode)) does not exist"
    case .readWithoutDataLine(let opcode): "\(name(opcode)) reads, but nothing is wired to read"
    case .missingParameters(let opcode, let expected, let received):
      "\(name(opcode)) got \(received) of \(expected) parameters"
    case .unexpectedData(let opcode):
      if let opcode { "data after all parameters of \(name(opcode))" } else { "data, no command" }
    case .incompletePixel: "a command after half a pixel"
    case .pixelFormatNotSet: "pixels before COLMOD was set"
    case .pixelFormatNotSupported(let format): "pixels while COLMOD is \(hexByte(format))h"
    case .windowBackwards: "a window that ends before it starts"
    case .windowOutsideMemory(let column, let row):
      "a window up to column \(column), row \(row), past the memory"
    case .pixelOutsideMemory: "a pixel outside the memory"
    case .windowOverrun: "more pixels than the window holds"
    case .continueWithoutWrite: "RAMWRC without a RAMWR since the addresses changed"
    case .scrollAreasDoNotFit(let sum): "scroll areas of \(sum) lines together, 320 needed"
    case .scrollStartOutsideArea(let line): "scroll start \(line) outside the scroll area"
    }
  }

  /// The part of the datasheet that states the rule.
  public var source: String {
    switch self {
    case .resetPulseTooShort, .commandDuringReset: "section 7.4.5 Reset timing"
    case .commandTooEarly: "section 7.4.5 Reset timing; SWRESET (01h), SLPIN (10h), SLPOUT (11h)"
    case .clockTooFast: "section 7.4.3 4-line serial interface characteristics"
    case .unknownCommand, .missingParameters: "section 9 Command"
    case .readWithoutDataLine, .unexpectedData: "section 8.4 Serial interface"
    case .incompletePixel: "section 8.5 Data transfer break and recovery"
    case .pixelFormatNotSet, .pixelFormatNotSupported: "COLMOD (3Ah)"
    case .windowBackwards, .windowOutsideMemory, .pixelOutsideMemory:
      "CASET (2Ah), RASET (2Bh)"
    case .windowOverrun: "section 8.12 Address control"
    case .continueWithoutWrite: "RAMWRC (3Ch)"
    case .scrollAreasDoNotFit: "VSCRDEF (33h)"
    case .scrollStartOutsideArea: "VSCSAD (37h)"
    }
  }

  /// Whether it is about pixels, and so depends on what the registers hold.
  var isOfMemory: Bool {
    switch self {
    case .pixelFormatNotSet, .pixelFormatNotSupported, .windowBackwards, .windowOutsideMemory,
      .pixelOutsideMemory, .windowOverrun, .continueWithoutWrite:
      true
    case .resetPulseTooShort, .commandDuringReset, .commandTooEarly, .clockTooFast,
      .unknownCommand, .readWithoutDataLine, .missingParameters, .unexpectedData,
      .incompletePixel, .scrollAreasDoNotFit, .scrollStartOutsideArea:
      false
    }
  }

  /// Whether it is about when, and not about what.
  var isOfTime: Bool {
    switch self {
    case .resetPulseTooShort, .commandDuringReset, .commandTooEarly, .clockTooFast: true
    case .unknownCommand, .readWithoutDataLine, .missingParameters, .unexpectedData,
      .incompletePixel, .pixelFormatNotSet, .pixelFormatNotSupported, .windowBackwards,
      .windowOutsideMemory, .pixelOutsideMemory, .windowOverrun, .continueWithoutWrite,
      .scrollAreasDoNotFit, .scrollStartOutsideArea:
      false
    }
  }

  private func name(_ opcode: UInt8) -> String {
    let hex = hexByte(opcode) + "h"
    guard let description = ST7789Model.describe(opcode) else { return hex }
    return "\(description.name) (\(hex))"
  }

  private func hexByte(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
  }
}
