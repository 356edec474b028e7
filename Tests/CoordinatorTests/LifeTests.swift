import HostSim
import Testing

@testable import Coordinator

/// Lives with random services, clients and restarts. `Gateway` checks every call, document, log line
/// and status on the way; what is checked here is what comes of it.
@Suite struct LifeTests {
  private static let troubles: [FakeSpotify.Answer] = [
    FakeSpotify.Answer(status: 401), FakeSpotify.Answer(status: 403),
    FakeSpotify.Answer(status: 404), FakeSpotify.Answer(status: 500),
    FakeSpotify.Answer(status: 503, retryAfter: "20"), FakeSpotify.Answer(status: 503),
    FakeSpotify.Answer(status: 200, body: "<html>"), FakeSpotify.Answer(status: 200, body: "{}"),
    FakeSpotify.Answer(status: 429, retryAfter: "17"), FakeSpotify.Answer(status: 429),
    FakeSpotify.Answer(status: 429, retryAfter: "900"), FakeSpotify.Answer(status: 302),
  ]

  @Test(arguments: 1...8)
  func aLife(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let budget = [60, 400, 4_000].randomElement(using: &random)!
    let gateway = Gateway(FakeSpotify(), ["budget": budget])
    let service = gateway.service
    service.bringsNewRefreshToken = Bool.random(using: &random)
    for _ in 0..<120 {
      change(gateway, &random)
      gateway.run(for: Int64.random(in: 0...240_000, using: &random))
    }
    // No 24 hours have more calls than are allowed.
    let calls = service.callTimes
    var first = 0
    for (index, time) in calls.enumerated() {
      while calls[first] <= time - 86_400_000 { first += 1 }
      #expect(index - first < budget, "seed \(seed)")
    }
    // Whatever happened, all is well again a day after it is over, and 20 minutes after the first one
    // who asks: the longest pause that was demanded.
    service.instead = nil
    service.latencyMs = 200
    service.pausedAt = nil
    service.tracks = [FakeSpotify.Track(id: "last", seconds: 3_000)]
    service.since = gateway.now + 86_400_000
    gateway.run(for: 86_400_000)
    gateway.add(Gateway.Client(device: "hall", picture: true))
    gateway.run(for: 1_200_000)
    gateway.ask()
    #expect(gateway.document["problem"] == nil, "seed \(seed)")
    #expect(gateway.document["track_id"] as? String == "last0", "seed \(seed)")
    #expect(gateway.document["is_playing"] as? Bool == true, "seed \(seed)")
  }

  private func change(_ gateway: Gateway, _ random: inout SeededGenerator) {
    let service = gateway.service
    let now = gateway.now
    switch Int.random(in: 0..<12, using: &random) {
    case 0, 1: service.skip(now)
    case 2: service.pausedAt = now
    case 3:
      if let pausedAt = service.pausedAt { service.since += now - pausedAt }
      service.pausedAt = nil
    case 4: service.tracks = nil
    case 5:
      service.tracks = (0..<5).map {
        FakeSpotify.Track(id: "t\($0)", seconds: Int64.random(in: 1...400, using: &random))
      }
      service.since = now
    case 6, 7:
      gateway.add(
        Gateway.Client(
          device: "d\(now % 7)", picture: true,
          until: now + Int64.random(in: 1_000...900_000, using: &random)))
    case 8, 9:
      let trouble = Self.troubles.randomElement(using: &random)!
      let everywhere = Bool.random(using: &random)
      service.instead = { path, _ in everywhere || path != "/api/token" ? trouble : nil }
    case 10:
      service.instead = nil
      service.latencyMs = [50, 200, 3_000, 9_000].randomElement(using: &random)!
    default: gateway.restart()
    }
  }

  /// Only who comes back later than anybody was told to, by 30 s, is a first client, for whom the
  /// service is asked in haste; not even a restart makes one.
  @Test(arguments: [false, true])
  func whoComesBackInTimeIsNoFirstClient(isRestarted: Bool) {
    let gateway = Gateway()
    gateway.service.pausedAt = gateway.now
    gateway.add(Gateway.Client(device: "kitchen", picture: false, until: gateway.now + 900_000))
    gateway.run(for: 900_000)
    gateway.run(until: gateway.wantedUntil + (isRestarted ? 1_000 : 29_000))
    if isRestarted { gateway.restart() }
    let back = gateway.now
    gateway.add(Gateway.Client(device: "kitchen", picture: false, until: back + 30_000))
    gateway.run(for: 25_000)
    #expect(gateway.service.callTimes.filter { $0 >= back }.count <= 1)

    gateway.run(until: gateway.wantedUntil + 121_000)
    let first = gateway.now
    gateway.add(Gateway.Client(device: "kitchen", picture: false))
    gateway.run(for: 20_000)
    #expect(6...7 ~= gateway.service.callTimes.filter { $0 >= first }.count)
  }
}
