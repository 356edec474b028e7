/// A strict streaming reader of one JSON text (RFC 8259), byte by byte.
///
/// It accepts what the RFC's grammar accepts, up to ``Limits/jsonDepth`` containers in one another,
/// and rejects every other text at the first byte that cannot go on to a valid one, whatever the
/// sizes of the chunks. It keeps no text: strings and numbers go to the handler as they come.
/// A byte order mark is rejected, as the RFC allows.
public struct JSONReader: ~Copyable {
  enum State: UInt8 {
    case value, firstElement, firstName, name, colon, afterValue, done
    case literal
    case string, continuation, escape, hex, afterHigh, escapeAfterHigh
    case minus, zero, integer, point, fraction, exponentMark, exponentSign, exponent
  }

  var state = State.value
  /// Which kind the open containers are, the innermost in bit 0: 1 is an object.
  var kinds: UInt32 = 0
  var depth = 0
  var role = JSONStringRole.value
  /// Scratch of one string character: what of it has come, and what its next byte may be.
  var character = Character()
  var number = JSONNumberBuilder()
  var literal = PendingLiteral()
  /// Bytes that were fed before the current chunk.
  private var consumed: UInt64 = 0
  private var failure: JSONError?

  public init() {}

  /// Reads `chunk`, which may have any length and may split the text anywhere.
  ///
  /// After an error every further call throws the same one.
  public mutating func feed<Handler: JSONHandler & ~Copyable>(
    _ chunk: Span<UInt8>, to handler: inout Handler, _ output: inout Handler.Output
  ) throws(JSONError) {
    if let failure { throw failure }
    var index = 0
    while index < chunk.count {
      if let reason = step(chunk, &index, &handler, &output) {
        throw fail(reason, at: consumed &+ UInt64(widening: index))
      }
    }
    consumed &+= UInt64(widening: chunk.count)
  }

  /// Says that the text has ended.
  public mutating func finish<Handler: JSONHandler & ~Copyable>(
    to handler: inout Handler
  ) throws(JSONError) {
    if let failure { throw failure }
    if isNumberComplete, endNumber(&handler) == .stop { throw fail(.refused, at: consumed) }
    if state != .done { throw fail(.truncated, at: consumed) }
  }

  private mutating func fail(_ reason: JSONReason, at offset: UInt64) -> JSONError {
    let error = JSONError(reason: reason, offset: offset)
    failure = error
    return error
  }

  /// Reads at least one byte, or ends a number in front of it; never past the chunk.
  @inline(__always)
  private mutating func step<Handler: JSONHandler & ~Copyable>(
    _ chunk: Span<UInt8>, _ index: inout Int, _ handler: inout Handler,
    _ output: inout Handler.Output
  ) -> JSONReason? {
    let byte = chunk[index]
    switch state {
    case .string:
      if JSONText.isPlain(byte) {
        let end = handler.text(chunk, from: index, to: &output)
        if end <= index { return .refused }
        index = end
        return nil
      }
      if let reason = specialByte(byte, &handler, &output) { return reason }
    case .continuation:
      if let reason = continuation(byte, &handler, &output) { return reason }
    case .escape, .escapeAfterHigh:
      if let reason = escape(byte, &handler, &output) { return reason }
    case .hex:
      if let reason = hexDigit(byte, &handler, &output) { return reason }
    case .afterHigh:
      if let reason = byteAfterHigh(byte, &handler, &output) { return reason }
    case .integer where Self.isDigit(byte):
      index = number.integerDigits(chunk, from: index)
      return nil
    case .minus, .zero, .integer, .point, .fraction, .exponentMark, .exponentSign, .exponent:
      switch numberByte(byte) {
      case .taken: break
      case .ended: return endNumber(&handler) == .stop ? .refused : nil
      case .bad: return .badNumber
      }
    case .literal:
      if !literal.take(byte) { return .badLiteral }
      if literal.isComplete {
        afterValue()
        if handler.literal(literal.value) == .stop { return .refused }
      }
    case .colon where byte == UInt8(ascii: ":"): state = .value
    case .afterValue where byte == UInt8(ascii: ","): state = isInObject ? .name : .value
    case .value, .firstElement, .firstName, .name, .colon, .afterValue, .done:
      if !Self.isWhiteSpace(byte), let reason = structure(byte, &handler) { return reason }
    }
    index &+= 1
    return nil
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

  private static func isWhiteSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  mutating func afterValue() {
    state = depth == 0 ? .done : .afterValue
  }
}
