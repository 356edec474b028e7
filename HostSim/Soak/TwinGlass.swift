import Firmware

/// A fresh device to which nothing ever happened, given what another one was given: what that one's
/// glass should show.
final class TwinGlass {
  typealias TwinDevice = Device<SimulatedDisplayBus, SimulatedClient, SimulatedTime>

  /// How long one lives at least, to have started and to show what plays, milliseconds.
  static let lifeMs: UInt64 = 9_000
  /// The rows that the bar has for itself.
  private static let barRows: Range<Int> = {
    let bar = SoakRun.layout.bar
    return Int(bar.origin.y)..<Int(bar.origin.y) + Int(bar.size.height)
  }()

  private let desk = SimulatedDesk()
  private var device: TwinDevice
  /// The twin's clock at the moment in question.
  private let momentMs: UInt64

  /// - Parameters:
  ///   - scene: What plays, and has for all of the twin's life.
  ///   - milliseconds: The moment in question, since the start of the run.
  ///   - lifeMs: How long before it the twin starts; no longer than that.
  init(_ scene: SoakLife.Scene, at milliseconds: UInt64, lifeMs: UInt64) {
    let offset = milliseconds - lifeMs
    let life = SoakLife(scenes: [scene])
    momentMs = lifeMs
    let program = GatewayProgram { life.answer(at: $0 + offset, withCover: $1) }
    let network = SimulatedNetwork(latencyMs: 1...1, bytesPerSecond: 40_000_000, handshakeMs: 0)
    device = TwinDevice(
      bus: desk.bus,
      metadataClient: SimulatedClient(
        clock: desk.clock, program: program, network: network, seed: 1),
      coverClient: SimulatedClient(clock: desk.clock, program: program, network: network, seed: 2),
      time: SimulatedTime(
        clock: desk.clock, startMs: UInt64(GatewayProgram.epochMs) + offset, settledMs: 0),
      version: Version("1.0.0"), fallback: FallbackFont.shipped, seed: 1, now: desk.now)
  }

  /// Where `picture` differs from what the twin shows at the moment; nil where it equals it, or did
  /// within a second and `lagMs` before, or will within a second, but for `masked`.
  ///
  /// A device knows where the item is only as well as its answers are fresh.
  func difference(from picture: Picture, lagMs: UInt64, masked: [Rect]) -> String? {
    let startMs = momentMs - 1_000 - min(lagMs, 3_000)
    run(untilMs: startMs)
    let earliest = desk.picture
    var difference = difference(picture, masked)
    for ms in stride(from: startMs + 250, through: momentMs + 1_000, by: 250) {
      run(untilMs: ms)
      if difference != nil { difference = self.difference(picture, masked) }
    }
    return difference ?? barDifference(picture, from: earliest, to: desk.picture)
  }

  /// The bar moves whenever anything is drawn: it is to lie between what it was and what it becomes.
  private func barDifference(_ picture: Picture, from: Picture, to: Picture) -> String? {
    for y in Self.barRows {
      for x in 0..<picture.width where picture[x, y] != from[x, y] && picture[x, y] != to[x, y] {
        return "the bar differs at column \(x), row \(y)"
      }
    }
    return nil
  }

  var picture: Picture { desk.picture }

  private func run(untilMs end: UInt64) {
    while desk.clock.nanoseconds / 1_000_000 < end {
      let due = device.step(now: desk.now)
      let left = UInt32(clamping: Int(end) - Int(desk.clock.nanoseconds / 1_000_000))
      desk.wait(until: due.earlier(desk.now + left))
    }
  }

  private func difference(_ picture: Picture, _ masked: [Rect]) -> String? {
    let twin = desk.picture
    if picture == twin { return nil }
    var count = 0
    var first: (x: Int, y: Int)?
    for y in 0..<twin.height where !Self.barRows.contains(y) {
      for x in 0..<twin.width where picture[x, y] != twin[x, y] {
        if masked.contains(where: { $0.contains(x, y) }) { continue }
        count += 1
        first = first ?? (x, y)
      }
    }
    return first.map { "\(count) pixels differ, the first at column \($0.x), row \($0.y)" }
  }
}

extension Rect {
  fileprivate func contains(_ x: Int, _ y: Int) -> Bool {
    let (left, top) = (Int(origin.x), Int(origin.y))
    return left <= x && x < left + Int(size.width) && top <= y && y < top + Int(size.height)
  }
}
