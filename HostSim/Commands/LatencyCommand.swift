import Firmware

/// `hostsim latency`: how long a person waits from the next song to its picture.
enum LatencyCommand {
  static var command: Tool.Command {
    Tool.Command(
      name: "latency", summary: "measures the wait from the next song to its picture",
      details: """
        Lives a day of 200 songs on a modelled network for each rule by which connections are \
        used, and fails where the product's own is slower than it must be, or shows another picture.
        """,
      options: [
        Option(
          "--lines", "FILE", "writes what 'make bench' collects", default: .words("nothing"))
      ], run: run)
  }

  private static func run(_ arguments: Arguments, _ console: Console) throws(CommandFailure) {
    try arguments.noOperands()
    let report = LatencyReport()
    for line in report.lines { console.out(line) }
    if let path = arguments.string("--lines") {
      let lines =
        "bench cover_ms_50 sleeve ms \(Int(report.coverMs.sleeve)) 1\n"
        + "bench cover_ms_50 reference ms \(Int(report.coverMs.before)) 1\n"
      do throws(PictureError) {
        try HostFile.write(Array(lines.utf8), to: path)
      } catch {
        throw .failed("\(path): \(error)")
      }
    }
    if let miss = report.misses.first { throw .failed(miss) }
  }
}
