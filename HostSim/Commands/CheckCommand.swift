/// `hostsim check`: what a device understands of a gateway's documents.
enum CheckCommand {
  static var command: Tool.Command {
    Tool.Command(
      name: "check", summary: "says what a device understands of documents",
      details: """
        Says of each now-playing document whether a device takes it, what is missing for a full \
        picture, and what looks like a slip, with the byte.
        """, operands: "FILE…", run: run)
  }

  private static func run(_ arguments: Arguments, _ console: Console) throws(CommandFailure) {
    let paths = arguments.operands
    if paths.isEmpty { throw .usage("FILE is missing") }
    var documents: [CheckedDocument] = []
    var bad = 0
    for path in paths {
      do throws(CommandFailure) {
        let document = CheckedDocument(path: path, bytes: try InputFile.read(path))
        document.lines(after: documents).forEach(console.out)
        documents.append(document)
        if document.reading.refusal != nil { bad += 1 }
      } catch {
        if case .failed(let reason) = error { console.err("hostsim check: \(reason)") }
        bad += 1
      }
    }
    if bad > 0 { throw .failed("\(bad) of \(paths.count) documents refused") }
  }
}
