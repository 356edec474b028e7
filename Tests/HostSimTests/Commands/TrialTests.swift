import Firmware
import Testing

@testable import HostSim

/// A new image on trial, in a whole simulated board.
@Suite struct TrialTests {
  /// The gateway goes away as the new image starts: it has ten minutes to prove itself, and nothing
  /// restarts it meanwhile.
  @Test(arguments: [
    GatewayAnswer.failure(.noConnection), .status(503, retryAfter: "120"),
  ])
  func anOutageDoesNotCutItShort(_ answer: GatewayAnswer) throws {
    let offer = SimulatedFirmware().offer(isDamaged: false)
    var questions = 0
    var outage: Range<UInt64> = 0..<0
    var program = GatewayProgram { milliseconds, _ in
      outage.contains(milliseconds) ? answer : .silence
    }
    program.firmware = { milliseconds in
      questions += 1
      // The manifest, then the image, which takes less than a second.
      if questions == 2 { outage = milliseconds + 2_000..<milliseconds + 480_000 }
      return offer
    }
    let lines = try run(program, forMs: 900_000)
    #expect(outage.upperBound > 0 && outage.upperBound < 600_000)
    #expect(lines.contains { $0.hasSuffix("the new firmware is confirmed") }, "\(lines)")
    #expect(!lines.contains { $0.contains("watchdog") }, "\(lines)")
  }

  /// The lines of a run's timeline.
  private func run(_ program: GatewayProgram, forMs durationMs: Int) throws -> [String] {
    let scratch = try Scratch()
    var lines: [String] = []
    let console = Console(out: { lines.append($0) }, err: { _ in })
    let simulation = Simulation(program: program, seed: 1, logs: try BusLogs(trace: nil, vcd: nil))
    try simulation.run(
      durationMs: durationMs, Timeline(folder: scratch.path("run"), console: console))
    #expect(simulation.complaint == nil)
    return lines
  }
}
