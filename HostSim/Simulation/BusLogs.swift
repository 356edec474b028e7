/// The files that a run writes the bus to.
struct BusLogs {
  private var trace: (BusTrace, String)?
  private var vcd: (VCDWriter, String)?

  init(trace tracePath: String? = nil, vcd vcdPath: String? = nil) throws(CommandFailure) {
    if let path = tracePath { trace = (BusTrace(stream: try Self.stream(path)), path) }
    if let path = vcdPath { vcd = (VCDWriter(stream: try Self.stream(path)), path) }
  }

  private static func stream(_ path: String) throws(CommandFailure) -> LogStream {
    do throws(PictureError) {
      return LogStream(file: try OutputFile(path: path))
    } catch {
      throw .failed("\(path): \(error)")
    }
  }

  func attach(to wiring: PanelWiring) {
    if let (trace, _) = trace { wiring.add(trace) }
    if let (vcd, _) = vcd { wiring.add(vcd) }
  }

  func finish() throws(CommandFailure) {
    if let (log, path) = trace { try finish(path) { () throws(LogFailure) in try log.finish() } }
    if let (log, path) = vcd { try finish(path) { () throws(LogFailure) in try log.finish() } }
  }

  private func finish(
    _ path: String, _ body: () throws(LogFailure) -> Void
  ) throws(CommandFailure) {
    do throws(LogFailure) {
      try body()
    } catch {
      throw .failed("\(path): \(error.reason)")
    }
  }
}
