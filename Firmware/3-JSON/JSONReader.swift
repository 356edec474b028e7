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

    var mayBeginString: Bool { rawValue <= State.name.rawValue }
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
      let byte = chunk[index]
      if state == .string && JSONText.isPlain(byte) {
        let end = handler.text(chunk, from: index, to: &output)
        if end <= index { throw fail(.refused, at: index) }
        index = end
        continue
      }
      // Bytes that are taken: none where the byte only ends what is in front of it.
      var count = 1
      let flow: JSONFlow
      // First what most texts have most of, without the way through `take`.
      if byte == UInt8(ascii: "\""), state == .string {
        if role == .name { state = .colon } else { afterValue() }
        flow = handler.endString(role, to: &output)
      } else if byte == UInt8(ascii: "\""), state.mayBeginString {
        role = state == .value || state == .firstElement ? .value : .name
        state = .string
        flow = handler.beginString(role)
      } else if byte == UInt8(ascii: ":"), state == .colon {
        state = .value
        flow = .proceed
      } else if byte == UInt8(ascii: ","), state == .afterValue {
        state = isInObject ? .name : .value
        flow = .proceed
      } else if state == .integer && Self.isDigit(byte) {
        index = number.integerDigits(chunk, from: index)
        continue
      } else {
        switch take(byte) {
        case .none: flow = .proceed
        case .begin(let container): flow = handler.begin(container, depth: depth)
        case .end: flow = handler.end(depth: depth &+ 1)
        case .scalar(let scalar): flow = handler.scalar(scalar, to: &output)
        case .loneSurrogate:
          count = 0
          flow = handler.scalar(0xFFFD, to: &output)
        case .endNumber:
          count = 0
          flow = endNumber(&handler)
        case .literal: flow = handler.literal(literal.value)
        case .failed(let reason): throw fail(reason, at: index)
        }
      }
      if flow == .stop { throw fail(.refused, at: index) }
      index &+= count
    }
    consumed &+= UInt64(widening: chunk.count)
  }

  /// Says that the text has ended.
  public mutating func finish<Handler: JSONHandler & ~Copyable>(
    to handler: inout Handler
  ) throws(JSONError) {
    if let failure { throw failure }
    if isNumberComplete, endNumber(&handler) == .stop { throw fail(.refused, at: 0) }
    if state != .done { throw fail(.truncated, at: 0) }
  }

  /// Remembers why the text is no good from the byte `index` of the current chunk on.
  @inline(never)
  private mutating func fail(_ reason: JSONReason, at index: Int) -> JSONError {
    let error = JSONError(reason: reason, offset: consumed &+ UInt64(widening: index))
    failure = error
    return error
  }

  /// What a handler is told, of all but strings and their plain text; or why there is no more.
  enum Event {
    case begin(JSONContainer)
    case end
    case scalar(UInt32)
    /// A surrogate found no second half; the byte that shows it is read again.
    case loneSurrogate
    /// The byte does not belong to the number, and is read again.
    case endNumber
    case literal
    case failed(JSONReason)
  }

  /// Takes any byte that `feed` does not take itself; nil where nothing comes of it yet.
  ///
  /// Everything that it calls is shared by all handlers.
  @inline(__always)
  private mutating func take(_ byte: UInt8) -> Event? {
    switch state {
    case .string where byte == UInt8(ascii: "\\"):
      state = .escape
      return nil
    case .string: return lead(byte)
    case .continuation: return continuation(byte)
    case .escape, .escapeAfterHigh: return escape(byte)
    case .hex: return hexDigit(byte)
    case .afterHigh: return byteAfterHigh(byte)
    case .minus, .zero, .integer, .point, .fraction, .exponentMark, .exponentSign, .exponent:
      return numberByte(byte)
    case .literal: return literalByte(byte)
    case .value, .firstElement, .firstName, .name, .colon, .afterValue, .done:
      return Self.isWhiteSpace(byte) ? nil : structure(byte)
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

  private static func isWhiteSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  mutating func afterValue() {
    state = depth == 0 ? .done : .afterValue
  }
}
