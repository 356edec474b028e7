import Firmware

/// Which members a document has, and at which bytes: from the firmware's own JSON reader.
struct DocumentScan {
  struct Member {
    let name: String
    let nameOffset: Int
    let valueOffset: Int
    let value: Value
  }

  enum Value {
    case text(String)
    /// With its digits as they stand in the document.
    case number(JSONNumber, isInteger: Bool, digits: String)
    case bool(Bool)
    case null
    /// An object or an array.
    case container
  }

  /// The members of the outermost object, up to the first byte that is not JSON.
  let members: [Member]

  init(_ document: [UInt8]) {
    var reader = JSONReader()
    var recorder = Recorder(document: document)
    var nothing: Void = ()
    do throws(JSONError) {
      // Byte by byte, so that what is reported belongs to a byte.
      for index in document.indices {
        recorder.index = index
        try reader.feed(
          document.span.extracting(index..<index + 1), to: &recorder, &nothing)
      }
    } catch {
      // Whoever reads the document for its verdict says so.
    }
    members = recorder.members
  }

  /// The member that counts of those called `name`: the last.
  func last(_ name: String) -> Member? { members.last { $0.name == name } }
}

private struct Recorder: JSONHandler {
  let document: [UInt8]
  /// The byte that is being read.
  var index = 0
  var members: [DocumentScan.Member] = []
  private var depth = 0
  private var isObject = false
  private var text = ""
  private var name = ""
  private var nameOffset = 0
  private var valueOffset = 0

  init(document: [UInt8]) { self.document = document }

  mutating func begin(_ container: JSONContainer, depth: Int) -> JSONFlow {
    if depth == 1 { isObject = container == .object }
    if depth == 2 { add(.container) }
    self.depth = depth
    return .proceed
  }

  mutating func end(depth: Int) -> JSONFlow {
    self.depth = depth - 1
    return .proceed
  }

  mutating func beginString(_ role: JSONStringRole) -> JSONFlow {
    text = ""
    if depth == 1, role == .name { nameOffset = index }
    return .proceed
  }

  mutating func text(_ chunk: Span<UInt8>, from index: Int, to output: inout Void) -> Int {
    text.unicodeScalars.append(Unicode.Scalar(chunk[index]))
    return index + 1
  }

  mutating func scalar(_ scalar: UInt32, to output: inout Void) -> JSONFlow {
    text.unicodeScalars.append(Unicode.Scalar(scalar) ?? "\u{FFFD}")
    return .proceed
  }

  mutating func endString(_ role: JSONStringRole, to output: inout Void) -> JSONFlow {
    if depth == 1, role == .name {
      name = text
      // White space, a colon and white space are all that may follow.
      valueOffset = index + 1
      while valueOffset < document.count, " \t\r\n:".utf8.contains(document[valueOffset]) {
        valueOffset += 1
      }
    }
    if role == .value { add(.text(text)) }
    return .proceed
  }

  mutating func number(_ number: JSONNumber, isInteger: Bool) -> JSONFlow {
    if depth != 1 { return .proceed }
    let digits = String(decoding: document[valueOffset..<index], as: UTF8.self)
    add(.number(number, isInteger: isInteger, digits: digits))
    return .proceed
  }

  mutating func literal(_ literal: JSONLiteral) -> JSONFlow {
    add(literal == .null ? .null : .bool(literal == .true))
    return .proceed
  }

  private mutating func add(_ value: DocumentScan.Value) {
    guard depth == 1, isObject else { return }
    members.append(
      DocumentScan.Member(
        name: name, nameOffset: nameOffset, valueOffset: valueOffset, value: value))
  }
}
