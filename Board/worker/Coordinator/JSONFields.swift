import Firmware

/// The values at given paths of one JSON text, read with the core's reader.
///
/// A path has the members' names with dots between them, and `[]` for every element of an array:
/// `item.artists[].name`. What stands at no given path is skipped, whatever it is.
struct JSONFields {
  enum Value {
    case text(Bytes, isCut: Bool)
    /// Truncated towards zero; 0 where it is negative; at most 2⁵³, which every reader knows exactly.
    case number(Milliseconds)
    case bool(Bool)
    case null
    /// An object or an array begins there.
    case begin
    /// It ends there.
    case end
  }

  /// A class, as `Playback` is.
  final class Field {
    let path: Bytes
    let value: Value

    init(_ path: Bytes, _ value: Value) { (self.path, self.value) = (path, value) }
  }

  /// In the order of the text.
  private(set) var fields: [Field] = []

  /// Bytes of a text that are kept: more than tokens and addresses have.
  static let textBytesMax = 2_048
  /// Values that are kept. An answer of no service has as many at the paths that are asked for.
  static let fieldsMax = 1_024

  /// Nil where `json` is no JSON object. `paths` has spaces between them.
  init?(_ json: Span<UInt8>, _ paths: StaticString) {
    var reader = JSONReader()
    var handler = JSONPaths(paths)
    var nothing = JSONPaths.Output()
    do throws(JSONError) {
      try reader.feed(json, to: &handler, &nothing)
      try reader.finish(to: &handler)
    } catch {
      return nil
    }
    guard handler.isObject else { return nil }
    fields = handler.fields
  }

  /// The last value at `path`; nil where there is none.
  @inline(never)
  private func last(_ path: StaticString) -> Value? {
    var last: Value?
    for field in fields where field.path.equals(path) { last = field.value }
    return last
  }

  /// Whether there is nothing at `path`, or null.
  @inline(never)
  func isAbsent(_ path: StaticString) -> Bool {
    switch last(path) {
    case nil, .null: true
    default: false
    }
  }

  /// A text, cut where it is long.
  @inline(never)
  func text(_ path: StaticString) -> Bytes? {
    if case .text(let text, _) = last(path) { text } else { nil }
  }

  /// A text that is of use only as a whole: nil where it is empty or too long.
  @inline(never)
  func whole(_ path: StaticString) -> Bytes? {
    if case .text(let text, isCut: false) = last(path), !text.isEmpty { text } else { nil }
  }

  @inline(never)
  func number(_ path: StaticString) -> Milliseconds? {
    if case .number(let number) = last(path) { number } else { nil }
  }

  @inline(never)
  func bool(_ path: StaticString) -> Bool? {
    if case .bool(let flag) = last(path) { flag } else { nil }
  }

  /// Every number at `path`, in order.
  @inline(never)
  func numbers(_ path: StaticString) -> [Milliseconds] {
    var numbers: [Milliseconds] = []
    for field in fields where field.path.equals(path) {
      if case .number(let number) = field.value { numbers.append(number) }
    }
    return numbers
  }

  /// Every text at `path` that is not empty, in order, with commas between them; nil where there is
  /// none. It ends soon after `limit` bytes.
  @inline(never)
  func list(_ path: StaticString, limit: Int) -> Bytes? {
    var list = Bytes()
    for field in fields where field.path.equals(path) && list.count < limit {
      guard case .text(let text, _) = field.value, !text.isEmpty else { continue }
      if !list.isEmpty { list.append(", ") }
      list.add(text)
    }
    return list.isEmpty ? nil : list
  }

  /// Gives `body` the fields of each object that is an element at `path`.
  @inline(never)
  func forEachElement(_ path: StaticString, _ body: (JSONFields) -> Void) {
    var element = JSONFields(fields: [])
    for field in fields {
      if field.path.equals(path) {
        if case .end = field.value { body(element) }
        element.fields.removeAll()
      } else {
        element.fields.append(field)
      }
    }
  }

  private init(fields: [Field]) { self.fields = fields }
}

/// Follows the path while a reader reads, and keeps what stands at those that are wanted.
private struct JSONPaths: JSONHandler {
  struct Output {}

  private let wanted: StaticString
  /// Where the reader is. A byte of a name that would be taken for a part of the path is FFh there.
  private var path = Bytes()
  /// For each open container, the length of its own path and of its content's.
  private var open: [(own: Int, content: Int)] = []
  private var text = Bytes()
  private var isCut = false
  private(set) var fields: [JSONFields.Field] = []
  private(set) var isObject = false

  /// Bytes of a member's name that count; no wanted one is as long.
  private static let nameBytesMax = 64

  init(_ wanted: StaticString) { self.wanted = wanted }

  private var isWanted: Bool { wanted.hasWord(path) }

  @inline(never)
  private mutating func keep(_ value: JSONFields.Value) {
    guard isWanted, fields.count < JSONFields.fieldsMax else { return }
    fields.append(JSONFields.Field(path, value))
  }

  mutating func begin(_ container: JSONContainer, depth: Int) -> JSONFlow {
    if depth == 1 { isObject = container == .object }
    keep(.begin)
    let own = path.count
    if container == .array { path.append("[]") }
    open.append((own, path.count))
    return .proceed
  }

  mutating func end(depth: Int) -> JSONFlow {
    if let container = open.popLast() { path.removeLast(path.count - container.own) }
    keep(.end)
    return .proceed
  }

  mutating func beginString(_ role: JSONStringRole) -> JSONFlow {
    if role == .name {
      let content = open.last?.content ?? 0
      path.removeLast(path.count - content)
      if content > 0 { path.append(".") }
    }
    text.removeAll(keepingCapacity: true)
    isCut = false
    return .proceed
  }

  mutating func text(_ chunk: Span<UInt8>, from index: Int, to output: inout Output) -> Int {
    let end = JSONText.plainEnd(chunk, from: index)
    var taken = index
    while taken < end, !isCut {
      isCut = text.count >= JSONFields.textBytesMax
      if !isCut { text.add(chunk[taken]) }
      taken += 1
    }
    return end
  }

  mutating func scalar(_ scalar: UInt32, to output: inout Output) -> JSONFlow {
    isCut = isCut || text.count > JSONFields.textBytesMax - 4
    if !isCut { text.append(scalar: scalar) }
    return .proceed
  }

  mutating func endString(_ role: JSONStringRole, to output: inout Output) -> JSONFlow {
    if role == .value {
      keep(.text(text, isCut: isCut))
      return .proceed
    }
    for byte in text.prefix(Self.nameBytesMax) {
      let isPartOfPaths = byte == UInt8(ascii: ".") || byte == UInt8(ascii: "[")
      path.add(isPartOfPaths ? 0xFF : byte)
    }
    return .proceed
  }

  mutating func number(_ number: JSONNumber, isInteger: Bool) -> JSONFlow {
    keep(.number(Milliseconds(min(number.clampedToUInt64, 1 << 53))))
    return .proceed
  }

  mutating func literal(_ literal: JSONLiteral) -> JSONFlow {
    keep(literal == .null ? .null : .bool(literal == .true))
    return .proceed
  }
}
