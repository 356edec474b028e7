import Firmware

/// `hostsim json`: the firmware's JSON reader as a validator.
enum JSONCommand {
  static var command: Tool.Command {
    Tool.Command(
      name: "json", summary: "says whether the firmware's JSON reader takes files",
      details: "Says of each what it holds, or at which byte it breaks.", operands: "FILE…",
      options: [.chunk], run: run)
  }

  private static func run(_ arguments: Arguments, _ console: Console) throws(CommandFailure) {
    let chunk = try arguments.chunk()
    if arguments.operands.isEmpty { throw .usage("FILE is missing") }
    var bad = 0
    for path in arguments.operands {
      let bytes: [UInt8]
      do throws(CommandFailure) {
        bytes = try InputFile.read(path)
      } catch {
        if case .failed(let reason) = error { console.err("hostsim json: \(reason)") }
        bad += 1
        continue
      }
      do throws(JSONError) {
        let value = try validate(bytes, chunk: chunk)
        console.out("\(path): valid, \(value), \(counted(bytes.count, "byte"))")
      } catch {
        console.out("\(path): invalid at byte \(error.offset): \(error.reason.text)")
        bad += 1
      }
    }
    if bad > 0 { throw .failed("\(bad) of \(arguments.operands.count) files not valid") }
  }

  /// - Returns: What kind of value it is.
  static func validate(_ bytes: [UInt8], chunk: Int) throws(JSONError) -> String {
    var reader = JSONReader()
    var handler = OutermostValue()
    var nothing: Void = ()
    for start in stride(from: 0, to: bytes.count, by: chunk) {
      let end = min(start + chunk, bytes.count)
      try reader.feed(bytes.span.extracting(start..<end), to: &handler, &nothing)
    }
    try reader.finish(to: &handler)
    return handler.text
  }

  static func counted(_ count: Int, _ thing: String) -> String {
    "\(count) \(thing)\(count == 1 ? "" : "s")"
  }
}

/// A handler that only looks on, and knows in the end what kind of value it was.
private struct OutermostValue: JSONHandler {
  private var depth = 0
  private var kind = ""
  /// Members or elements.
  private var count: Int?

  var text: String {
    guard let count else { return kind }
    return "\(kind) of \(JSONCommand.counted(count, kind == "an object" ? "member" : "element"))"
  }

  private mutating func see(_ kind: String) {
    if depth == 0 { self.kind = kind }
    if depth == 1 { count = (count ?? 0) + 1 }
  }

  mutating func begin(_ container: JSONContainer, depth: Int) -> JSONFlow {
    see(container == .object ? "an object" : "an array")
    if depth == 1 { count = 0 }
    self.depth = depth
    return .proceed
  }
  mutating func end(depth: Int) -> JSONFlow {
    self.depth = depth - 1
    return .proceed
  }
  mutating func beginString(_ role: JSONStringRole) -> JSONFlow {
    if role == .value { see("a string") }
    return .proceed
  }
  func text(_ chunk: Span<UInt8>, from index: Int, to output: inout Void) -> Int {
    JSONText.plainEnd(chunk, from: index)
  }
  func scalar(_ scalar: UInt32, to output: inout Void) -> JSONFlow { .proceed }
  func endString(_ role: JSONStringRole, to output: inout Void) -> JSONFlow { .proceed }
  mutating func number(_ number: JSONNumber, isInteger: Bool) -> JSONFlow {
    see("a number")
    return .proceed
  }
  mutating func literal(_ literal: JSONLiteral) -> JSONFlow {
    see("\(literal)")
    return .proceed
  }
}
