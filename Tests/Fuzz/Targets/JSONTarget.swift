#if canImport(Firmware)
  @testable import Firmware
#endif

/// Any text reads the same whatever its chunks are: same events, same verdict, same offset.
func fuzzJSON(_ bytes: [UInt8]) {
  guard let input = FuzzInput(bytes) else { return }
  let whole = JSONTrace(input, input.whole)
  require(JSONTrace(input, input.split) == whole, "chunks change what a text says")
  require(JSONTrace(input, input.single) == whole, "single bytes change what a text says")
  require(whole.error.map { $0.offset <= input.bytes.count } ?? true, "an error behind the end")
  require(whole.depth == 0 || whole.error != nil, "a valid text with an open container")
}

/// What a reader reported, one word an event.
private struct JSONTrace: Equatable {
  var words: [UInt64] = []
  var depth = 0
  var error: JSONError?

  init(_ input: FuzzInput, _ chunks: [Range<Int>]) {
    var reader = JSONReader()
    var trace = JSONTracer()
    var output = 0
    do throws(JSONError) {
      for range in chunks { try reader.feed(input.chunk(range), to: &trace, &output) }
      try reader.finish(to: &trace)
    } catch {
      self.error = error
    }
    words = trace.words
    depth = trace.depth
    require(output == trace.scalars, "the output is not passed through")
  }
}

private struct JSONTracer: JSONHandler {
  typealias Output = Int

  private(set) var words: [UInt64] = []
  private(set) var depth = 0
  private(set) var scalars = 0

  private mutating func add(_ kind: UInt64, _ value: UInt64 = 0) -> JSONFlow {
    words.append(kind << 56 ^ value)
    return .proceed
  }

  mutating func begin(_ container: JSONContainer, depth: Int) -> JSONFlow {
    self.depth += 1
    require(depth == self.depth && depth <= 32, "a wrong depth")
    return add(1, container == .object ? 1 : 0)
  }

  mutating func end(depth: Int) -> JSONFlow {
    require(depth == self.depth, "a wrong depth at the end")
    self.depth -= 1
    return add(2)
  }

  mutating func beginString(_ role: JSONStringRole) -> JSONFlow { add(3, role == .name ? 1 : 0) }

  mutating func text(_ chunk: Span<UInt8>, from index: Int, to output: inout Int) -> Int {
    let end = JSONText.plainEnd(chunk, from: index)
    require(end > index, "text without a plain byte")
    for position in index..<end { _ = scalar(UInt32(chunk[position]), to: &output) }
    return end
  }

  mutating func scalar(_ scalar: UInt32, to output: inout Int) -> JSONFlow {
    require(Unicode.Scalar(scalar) != nil, "no scalar")
    scalars += 1
    output += 1
    return add(4, UInt64(scalar))
  }

  mutating func endString(_ role: JSONStringRole, to output: inout Int) -> JSONFlow {
    add(5, role == .name ? 1 : 0)
  }

  mutating func number(_ number: JSONNumber, isInteger: Bool) -> JSONFlow {
    let flags = [isInteger, number.isNegative, number.isSaturated]
    _ = add(6, flags.reduce(0) { $0 * 2 + ($1 ? 1 : 0) })
    return add(7, number.magnitude)
  }

  mutating func literal(_ literal: JSONLiteral) -> JSONFlow {
    add(8, literal == .true ? 1 : literal == .false ? 2 : 3)
  }
}
