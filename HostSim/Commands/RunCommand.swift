import Firmware
import Foundation

/// `hostsim run`: the firmware against an in-memory gateway, in virtual time.
enum RunCommand {
  static var command: Tool.Command {
    Tool.Command(
      name: "run",
      usage: """
        run [--cover IMAGE] [--document FILE.json …] [--for 90s] [--seed N] [--out DIR] \
        [--vcd FILE] [--spi FILE]
        """,
      about: """
        Boots the firmware in virtual time and writes a picture of the panel at each change of \
        screen; the given documents are answered in turn, 20 s each.
        """,
      run: run)
  }

  private static func run(_ words: [String], _ console: Console) throws(CommandFailure) {
    let arguments = try Arguments(
      words, options: ["--cover", "--for", "--seed", "--out", "--vcd", "--spi"],
      lists: ["--document"])
    try arguments.noOperands()
    let durationMs = try arguments.duration("--for", default: 90_000)
    let seed = try arguments.integer("--seed", in: 0...Int.max, default: 1)
    let program = try program(arguments)
    let logs = try BusLogs(trace: arguments.string("--spi"), vcd: arguments.string("--vcd"))
    let out = arguments.string("--out") ?? "out/run"
    let timeline = try Timeline(folder: out, console: console)
    let simulation = Simulation(program: program, seed: UInt64(seed), logs: logs)
    try simulation.run(durationMs: durationMs, timeline)
    try timeline.finish()
    try logs.finish()
    if let complaint = simulation.complaint { throw .failed(complaint) }
    let documents = arguments.strings("--document")
    if let first = documents.first, !simulation.hasAnswered {
      let reason = simulation.firstFailure ?? "the run ended before its answer"
      throw .failed("\(first): refused: \(reason)")
    }
  }

  private static func program(_ arguments: Arguments) throws(CommandFailure) -> GatewayProgram {
    let paths = arguments.strings("--document")
    if !paths.isEmpty {
      if arguments.string("--cover") != nil {
        throw .usage("--cover and --document exclude each other")
      }
      var documents: [[UInt8]] = []
      for path in paths { documents.append(try InputFile.read(path)) }
      return GatewayProgram(documents: documents)
    }
    let first = arguments.string("--cover") ?? ShippedPictures.path("evening.png")
    var covers: [Cover] = []
    for path in [first, ShippedPictures.path("city.png")] {
      covers.append(CoverEncoder.encode(try EncodeCommand.picture(path), width: 240, height: 240))
    }
    return Evening(covers: covers).program
  }
}

/// The pictures that come with the repository.
enum ShippedPictures {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Pictures")

  static func path(_ name: String) -> String { folder.appendingPathComponent(name).path }
}
