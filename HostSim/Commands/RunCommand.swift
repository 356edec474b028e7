import Firmware

/// `hostsim run`: the firmware against an in-memory gateway, in virtual time.
enum RunCommand {
  static var command: Tool.Command {
    Tool.Command(
      name: "run", summary: "boots the firmware in virtual time, against a simulated gateway",
      details: """
        Writes a picture of the panel at each change of screen and at the end, numbered in order, \
        and prints what happened when. Fails if the gateway's documents were all refused.
        """,
      options: [
        Option(
          "--cover", "IMAGE", "picture of the first item, a PNG or JPEG file",
          default: .words("one that is built in")),
        Option(
          "--document", "FILE.json", "what the gateway answers in turn, 20 s each",
          default: .words("an evening that is built in"), takes: .list),
        Option(
          "--settings", "FILE", "the device's settings, a line 'key = value' each",
          default: .words("none")),
        Option(
          "--panel", "PANEL",
          "the glass on the desk, and the setting where there is none: a name such as "
            + "waveshare-1.47, or WIDTHxHEIGHT+COLUMN+ROW",
          default: .words("that of the settings, or waveshare-1.83")),
        Option(
          "--rotation", "DEGREES", "0, 90, 180 or 270; wins over the settings",
          default: .words("that of the settings, or 0")),
        Option(
          "--time-zone", "ZONE",
          "such as Europe/Berlin or CET-1CEST,M3.5.0,M10.5.0/3; wins over the settings",
          default: .words("that of the settings, or UTC")),
        Option(
          "--for", "TIME", "how long the firmware runs, such as 90s, 5m or 24h",
          default: .value("90s")),
        Option("--seed", "N", "where chance begins", default: .value("1")),
        Option(
          "--out", "DIR", "folder of the pictures; those of an earlier run are removed from it",
          default: .value("out/run")),
        Option(
          "--vcd", "FILE",
          "also writes the panel's wires, for a waveform viewer: 20 to 60 MB a second; needs --for",
          default: .words("none")),
        Option(
          "--spi", "FILE", "also writes the panel's bus, a line for each transfer",
          default: .words("none")),
      ], run: run)
  }

  private static func run(_ arguments: Arguments, _ console: Console) throws(CommandFailure) {
    try arguments.noOperands()
    let durationMs = try arguments.duration("--for")
    let seed = try arguments.number("--seed", in: 0...Int.max)
    let (trace, vcd) = (arguments.string("--spi"), arguments.string("--vcd"))
    if vcd != nil && !arguments.given.contains("--for") {
      throw .usage("--vcd needs --for: the file takes 20 to 60 MB for each second")
    }
    let console = console.beside(trace, vcd)
    var settings = try settings(arguments)
    let configuration = try settings.configuration()
    let glass = try glass(arguments, settings, configuration)
    for complaint in settings.complaints { console.err(complaint) }
    let program = try program(arguments, configuration)
    let timeline = try Timeline(folder: arguments.value("--out"), console: console)
    let logs = try BusLogs(trace: trace, vcd: vcd)
    let makeSimulation = {
      Simulation(program: program, configuration, glass: glass, seed: UInt64(seed), logs: $0)
    }
    if let vcd {
      let byteCount = try vcdByteCount(makeSimulation(BusLogs()), durationMs)
      console.err("\(vcd): about \(byteCount / 1_000_000) MB will be written")
    }
    let simulation = makeSimulation(logs)
    try simulation.run(durationMs: durationMs, timeline)
    try timeline.finish()
    try logs.finish()
    if let complaint = simulation.complaint { throw .failed(complaint) }
    if let first = arguments.strings("--document").first, !simulation.hasAnswered {
      let reason = simulation.firstFailure ?? "the run ended before its answer"
      throw .failed("\(first): refused: \(reason)")
    }
  }

  /// Found by a run that leaves nothing behind, which takes a hundredth of the time.
  private static func vcdByteCount(
    _ simulation: Simulation, _ durationMs: Int
  ) throws(CommandFailure) -> Int {
    let counter = BusByteCounter()
    simulation.desk.wiring.add(counter)
    let console = Console(out: { _ in }, err: { _ in })
    try simulation.run(durationMs: durationMs, try Timeline(folder: nil, console: console))
    return counter.vcdByteCount
  }

  private static func settings(_ arguments: Arguments) throws(CommandFailure) -> SettingsFile {
    var settings = SettingsFile()
    if let path = arguments.string("--settings") { settings = try SettingsFile(path: path) }
    for (setting, option) in [(Setting.timeZone, "--time-zone"), (.rotation, "--rotation")] {
      if let value = arguments.string(option) { settings.set(setting, value, option: option) }
    }
    // The settings may be of another panel than the one that is there: then that is seen.
    if let panel = arguments.string("--panel"), settings.value(.panel) == nil {
      settings.set(.panel, panel, option: "--panel")
    }
    return settings
  }

  /// The glass on the desk: the one of `--panel`, or else the one that is set.
  private static func glass(
    _ arguments: Arguments, _ settings: SettingsFile, _ configuration: Configuration
  ) throws(CommandFailure) -> SimulatedGlass {
    if let panel = arguments.string("--panel") {
      var store = SettingsFile()
      store.set(.panel, panel, option: "--panel")
      _ = try store.configuration()
      return SimulatedGlass.named(panel) ?? .size240x280
    }
    if configuration.isRefused(.panel) { return .size240x280 }
    return settings.value(.panel).flatMap(SimulatedGlass.named) ?? .size240x280
  }

  private static func program(
    _ arguments: Arguments, _ configuration: Configuration
  ) throws(CommandFailure) -> GatewayProgram {
    let paths = arguments.strings("--document")
    if !paths.isEmpty {
      if arguments.string("--cover") != nil {
        throw .usage("--cover and --document exclude each other")
      }
      var documents: [[UInt8]] = []
      for path in paths { documents.append(try InputFile.read(path)) }
      return GatewayProgram(documents: documents)
    }
    let pictures = [
      try arguments.string("--cover").map(EncodeCommand.picture) ?? ShippedPictures.evening,
      ShippedPictures.city,
    ]
    let size = configuration.rotation.size(of: configuration.panel)
    let place = ScreenLayout(size: size, style: configuration.layout).cover.size
    let covers = pictures.map {
      CoverEncoder.encode($0, width: Int(place.width), height: Int(place.height))
    }
    return Evening(covers: covers).program
  }
}
