import Firmware
import Testing

@testable import HostSim

/// A new image on trial, in a whole simulated board.
@Suite struct TrialTests {
  /// The gateway goes away for ten minutes as the new image starts: nothing restarts it meanwhile,
  /// and it proves itself afterwards.
  @Test(
    arguments: [GatewayAnswer.failure(.noConnection), .status(503, retryAfter: "120")],
    [UInt64(1), 2, 3, 4])
  func anOutageDoesNotCutItShort(_ answer: GatewayAnswer, _ seed: UInt64) throws {
    let offer = SimulatedFirmware().offer(isDamaged: false)
    var questions = 0
    var outage: Range<UInt64> = 0..<0
    var program = GatewayProgram { milliseconds, _ in
      outage.contains(milliseconds) ? answer : .silence
    }
    program.firmware = { milliseconds in
      questions += 1
      // The manifest, then the image, which takes less than a second.
      if questions == 2 { outage = milliseconds + 2_000..<milliseconds + 590_000 }
      return offer
    }
    let lines = try run(program, seed: seed, forMs: 1_200_000)
    #expect(outage.upperBound > 0 && outage.upperBound < 700_000)
    #expect(lines.contains { $0.hasSuffix("the new firmware is confirmed") }, "\(lines)")
    #expect(!lines.contains { $0.contains("watchdog") }, "\(lines)")
  }

  /// An image that has come while music plays is not started as the gateway goes away.
  @Test func itIsNotStartedIntoAnOutage() throws {
    let document = NowPlayingDocument(
      title: "T", artist: nil, album: nil, cover: nil,
      serverTimeMilliseconds: GatewayProgram.epochMs)
    let body = Array(document.json(withCover: false).utf8)
    var questions = 0
    var outage: Range<UInt64> = 0..<0
    var program = GatewayProgram { milliseconds, _ in
      if outage.contains(milliseconds) { return .failure(.noConnection) }
      return outage.isEmpty || milliseconds < outage.lowerBound ? .document(body) : .silence
    }
    program.firmware = { milliseconds in
      questions += 1
      if questions == 2 { outage = milliseconds + 60_000..<milliseconds + 780_000 }
      return SimulatedFirmware().offer(isDamaged: false)
    }
    let lines = try run(program, seed: 1, forMs: 1_500_000)
    let boots = lines.filter { $0.hasSuffix("-boot.png") }.compactMap {
      Double($0.split(separator: " ").first ?? "").map { UInt64($0 * 1_000) }
    }
    #expect(boots.count == 2)
    #expect(boots.last.map { $0 >= outage.upperBound } ?? false, "\(boots), \(outage)")
    #expect(lines.contains { $0.hasSuffix("the new firmware is confirmed") })
  }

  /// The lines of a run's timeline.
  private func run(
    _ program: GatewayProgram, seed: UInt64, forMs durationMs: Int
  ) throws -> [String] {
    let scratch = try Scratch()
    var lines: [String] = []
    let console = Console(out: { lines.append($0) }, err: { _ in })
    let simulation = Simulation(
      program: program, seed: seed, logs: try BusLogs(trace: nil, vcd: nil))
    try simulation.run(
      durationMs: durationMs, Timeline(folder: scratch.path("run"), console: console))
    #expect(simulation.complaint == nil)
    return lines
  }
}
