import BuiltIn
import Firmware

/// `hostsim soak`: lives of the device, with random faults and what must hold in spite of them.
enum SoakCommand {
  static var command: Tool.Command {
    Tool.Command(
      name: "soak", summary: "lives whole days with random faults, and checks what must hold",
      details: """
        The same seed is the same life. The last line is a digest of all that happened. Where \
        something does not hold, says which seed, what, when and after which faults, the fewest \
        that it takes, and writes the glass into DIR.
        """,
      options: [
        Option("--seed", "N", "where chance begins", default: .value("1")),
        Option("--seeds", "COUNT", "how many lives, each with the next seed", default: .value("1")),
        Option("--hours", "H", "how long each of them is", default: .value("24")),
        Option(
          "--faults", "LIST", "what goes wrong, separated by commas: \(names)",
          default: .words("all of them")),
        Option("--out", "DIR", "folder of the pictures", default: .value("out/soak")),
      ], run: run)
  }

  private static var names: String {
    FaultGroup.allCases.map(\.rawValue).joined(separator: ",")
  }

  private static func run(_ arguments: Arguments, _ console: Console) throws(CommandFailure) {
    try arguments.noOperands()
    let seed = try arguments.number("--seed", in: 0...Int.max / 2)
    let count = try arguments.number("--seeds", in: 1...1_000_000)
    let hours = try arguments.number("--hours", in: 1...24 * 366)
    let groups = try groups(arguments.string("--faults"))
    var report = SoakReport()
    for seed in seed..<seed + count {
      if count > 1 { console.progress("seed \(seed)") }
      let setup = SoakRun.Setup(
        seed: UInt64(seed), durationMs: UInt64(hours) * 3_600_000, groups: groups)
      let run = SoakRun(setup, heap: heap)
      run.run()
      if let breach = run.breach {
        throw try tell(breach, run, arguments.value("--out"), console)
      }
      report.add(run.record, seed: seed)
    }
    for line in report.lines(hours: hours) { console.out(line) }
    console.out("digest: \(report.digest)")
  }

  private static func heap() -> Int? {
    let byteCount = Int(built_in_used_heap())
    return byteCount > 0 ? byteCount : nil
  }

  private static func groups(_ list: String?) throws(CommandFailure) -> Set<FaultGroup> {
    guard let list else { return Set(FaultGroup.allCases) }
    var groups: Set<FaultGroup> = []
    for name in list.split(separator: ",", omittingEmptySubsequences: false) {
      guard let group = FaultGroup(rawValue: String(name)) else {
        throw .usage("--faults must be of \(names)")
      }
      groups.insert(group)
    }
    return groups
  }

  /// Says what broke, and returns the line that ends the command.
  private static func tell(
    _ breach: Breach, _ run: SoakRun, _ folder: String, _ console: Console
  ) throws(CommandFailure) -> CommandFailure {
    var shrinker = FaultShrinker(run.setup, breach)
    let faults = shrinker.shrink()
    console.out("faults that it takes, \(faults.count) of \(run.setup.plan.faults.count):")
    for fault in faults { console.out("  \(fault.text)") }
    console.out("last events:")
    for line in run.record.lines { console.out("  \(line)") }
    let pictures = try RunFolder(folder)
    try pictures.add(breach.picture, as: "0001-glass.png")
    if let expected = breach.expected { try pictures.add(expected, as: "0002-expected.png") }
    return .failed(
      "seed \(run.setup.seed), \(breach.ms) ms: \(breach.invariant.name): \(breach.what); "
        + "the glass is in \(folder)")
  }
}
