import Testing

@testable import Firmware

/// A handler that writes down every event, and can refuse one.
struct JSONRecorder: JSONHandler {
  typealias Output = Int

  private(set) var events: [JSONEvent] = []
  /// The number of events after which the next is refused.
  let patience: Int
  /// The most bytes that ``text(_:from:to:)`` takes at a time.
  let greed: Int
  private(set) var eventsAfterRefusal = 0
  private var hasRefused = false

  init(patience: Int = .max, greed: Int = .max) {
    self.patience = patience
    self.greed = greed
  }

  private mutating func add(_ event: JSONEvent) -> JSONFlow {
    if hasRefused { eventsAfterRefusal += 1 }
    hasRefused = events.count == patience
    if !hasRefused { events.append(event) }
    return hasRefused ? .stop : .proceed
  }

  mutating func begin(_ container: JSONContainer, depth: Int) -> JSONFlow {
    add(.begin(container, depth: depth))
  }

  mutating func end(depth: Int) -> JSONFlow { add(.end(depth: depth)) }

  mutating func beginString(_ role: JSONStringRole) -> JSONFlow { add(.beginString(role)) }

  mutating func text(_ chunk: Span<UInt8>, from index: Int, to output: inout Int) -> Int {
    let end = min(JSONText.plainEnd(chunk, from: index), index + min(greed, chunk.count))
    for position in index..<end {
      // Refusing means to take nothing: what came before is taken first.
      if events.count == patience && position > index { return position }
      if add(.scalar(UInt32(chunk[position]))) == .stop { return position }
      output += 1
    }
    return end
  }

  mutating func scalar(_ scalar: UInt32, to output: inout Int) -> JSONFlow {
    let flow = add(.scalar(scalar))
    if flow == .proceed { output += 1 }
    return flow
  }

  mutating func endString(_ role: JSONStringRole, to output: inout Int) -> JSONFlow {
    add(.endString(role))
  }

  mutating func number(_ number: JSONNumber, isInteger: Bool) -> JSONFlow {
    add(.number(number, isInteger: isInteger))
  }

  mutating func literal(_ literal: JSONLiteral) -> JSONFlow { add(.literal(literal)) }
}

/// What became of a text.
struct JSONReading: Equatable {
  var events: [JSONEvent]
  var error: JSONError?

  var failedAt: Int? { error.map { Int($0.offset) } }

  /// Reads `text` in chunks that end at `cuts`.
  init(_ text: [UInt8], cuts: [Int] = [], to recorder: JSONRecorder = JSONRecorder()) {
    var recorder = recorder
    var reader = JSONReader()
    var scalars = 0
    do throws(JSONError) {
      for chunk in chunks(text, cuts: cuts) {
        try reader.feed(chunk.span, to: &recorder, &scalars)
      }
      try reader.finish(to: &recorder)
    } catch {
      self.error = error
      if !Self.isFinal(error, &reader, &recorder) { Issue.record("not the last word: \(error)") }
    }
    events = recorder.events
    let count = events.count { if case .scalar = $0 { true } else { false } }
    if scalars != count { Issue.record("\(scalars) scalars went out, not \(count)") }
    if recorder.eventsAfterRefusal > 0 { Issue.record("events after a refusal") }
  }

  /// A broken reader stays broken, and reports nothing more.
  private static func isFinal(
    _ error: JSONError, _ reader: inout JSONReader, _ recorder: inout JSONRecorder
  ) -> Bool {
    let before = recorder.events.count
    var scalars = 0
    let more = Array("[]".utf8)
    var errors: [JSONError] = []
    do throws(JSONError) {
      try reader.feed(more.span, to: &recorder, &scalars)
    } catch {
      errors.append(error)
    }
    do throws(JSONError) { try reader.finish(to: &recorder) } catch { errors.append(error) }
    return errors == [error, error] && recorder.events.count == before
  }

  init(events: [JSONEvent], error: JSONError?) {
    self.events = events
    self.error = error
  }
}
