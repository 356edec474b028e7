import Firmware

/// `hostsim json`: the firmware's JSON reader as a validator.
enum JSONCommand {
  static var command: Tool.Command {
    Tool.Command(
      name: "json", usage: "json [--chunk N] FILE…",
      about:
        "Says of each file whether the firmware's JSON reader takes it, read N bytes at a time.",
      run: run)
  }

  private static func run(_ words: [String], _ console: Console) throws(CommandFailure) {
    let arguments = try Arguments(words, options: ["--chunk"])
    let chunk = try arguments.integer("--chunk", in: 1...(1 << 20), default: 512)
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
        try validate(bytes, chunk: chunk)
        console.out("\(path): valid")
      } catch {
        console.out("\(path): invalid at byte \(error.offset): \(error.reason.text)")
        bad += 1
      }
    }
    if bad > 0 { throw .failed("\(bad) of \(arguments.operands.count) files not valid") }
  }

  static func validate(_ bytes: [UInt8], chunk: Int) throws(JSONError) {
    var reader = JSONReader()
    var handler = TakesAll()
    var nothing: Void = ()
    for start in stride(from: 0, to: bytes.count, by: chunk) {
      let end = min(start + chunk, bytes.count)
      try reader.feed(bytes.span.extracting(start..<end), to: &handler, &nothing)
    }
    try reader.finish(to: &handler)
  }
}

/// A handler that only looks on.
private struct TakesAll: JSONHandler {
  func begin(_ container: JSONContainer, depth: Int) -> JSONFlow { .proceed }
  func end(depth: Int) -> JSONFlow { .proceed }
  func beginString(_ role: JSONStringRole) -> JSONFlow { .proceed }
  func text(_ chunk: Span<UInt8>, from index: Int, to output: inout Void) -> Int {
    JSONText.plainEnd(chunk, from: index)
  }
  func scalar(_ scalar: UInt32, to output: inout Void) -> JSONFlow { .proceed }
  func endString(_ role: JSONStringRole, to output: inout Void) -> JSONFlow { .proceed }
  func number(_ number: JSONNumber, isInteger: Bool) -> JSONFlow { .proceed }
  func literal(_ literal: JSONLiteral) -> JSONFlow { .proceed }
}
