import Foundation
import Testing

@testable import Coordinator

/// Simulated hours and days: how often the music service is asked, and when changes are seen.
@Suite struct DayTests {
  private static let hourMs: Int64 = 3_600_000

  @Test func nobodyAsksNobodyIsAsked() {
    let gateway = Gateway()
    gateway.run(for: 24 * Self.hourMs)
    #expect(gateway.service.callTimes.isEmpty)
    #expect(gateway.wakeAt == nil)
  }

  @Test func fourHoursOfTracks() {
    let gateway = Gateway()
    gateway.add(Gateway.Client(device: "kitchen", picture: true, until: .max))
    gateway.run(for: 4 * Self.hourMs)
    let calls = gateway.service.callTimes.count
    print("four hours of 3:30: \(calls) calls")
    #expect(calls <= 2_750)
    // The allowance stretches nothing yet.
    #expect(calls > 2_500)
    #expect(gateway.service.mostAtOnce == 1)
  }

  /// Whenever it is pressed, the gateway sees it within 7 s, and a device within 8.
  @Test func aSkipIsSeenSoon() {
    var seenMs: [Int64] = []
    for second in stride(from: Int64(30), to: 200, by: 5) {
      let gateway = Gateway()
      gateway.add(Gateway.Client(device: "kitchen", picture: false))
      gateway.run(for: second * 1_000 + second * 37 % 1_000)
      gateway.service.skip(gateway.now)
      let skipped = gateway.now
      let track = gateway.service.current(skipped)?.track.id
      var seen: Int64?
      gateway.watch = { document, now in
        if document["track_id"] as? String == track { seen = seen ?? now }
      }
      gateway.run(for: 15_000)
      seenMs.append((seen ?? .max) - skipped)
      let asked = gateway.service.playerTimes.first { $0 >= skipped } ?? .max
      #expect(asked + gateway.service.latencyMs - skipped <= 7_000)
    }
    print("a skip is seen by a device after \(seenMs.max() ?? 0) ms at most")
    #expect(seenMs.max() ?? .max <= 8_000)
  }

  @Test func theNextItemIsSeenAsSoonAsItComes() {
    let gateway = Gateway()
    gateway.add(Gateway.Client(device: "kitchen", picture: false))
    var late: [Int64] = []
    var last = ""
    gateway.watch = { document, now in
      guard let track = document["track_id"] as? String, track != last else { return }
      last = track
      late.append(gateway.service.current(now)!.progressMs)
    }
    gateway.run(for: Self.hourMs)
    #expect(late.count >= 17)
    // Twice the latency, the margins of gateway and client, and a poll of a second at least.
    #expect(late.dropFirst().max()! < 2_000)
  }

  /// A gateway that devices and browsers ask.
  private func gateway(devices: Int, browsers: Int) -> Gateway {
    let gateway = Gateway()
    for device in 0..<devices {
      gateway.add(Gateway.Client(device: "device-\(device)", picture: true))
      gateway.run(for: 5)
    }
    for _ in 0..<browsers { gateway.add(Gateway.Client(device: nil, picture: false)) }
    return gateway
  }

  /// What is asked upstream does not depend on how many ask.
  @Test func aThousandDevicesCostNoMoreThanOne() {
    let one = gateway(devices: 1, browsers: 0)
    one.run(for: 90_000)
    let many = gateway(devices: 1_000, browsers: 100)
    many.run(until: one.now)
    let calls = (one.service.callTimes.count, many.service.callTimes.count)
    print("90 s: \(calls.0) calls for one device, \(calls.1) for 1,000 and 100 browsers")
    #expect(abs(calls.0 - calls.1) <= 2)
    #expect(many.service.mostAtOnce == 1)
  }

  @Test func dayAndNight() {
    let gateway = gateway(devices: 1, browsers: 1)
    gateway.run(for: 30 * Self.hourMs)
    expectBudgetKept(gateway)
    let perDay = gateway.clients[0].asks * 24 / 30
    print("\(perDay) requests per device and day: 100,000 hold \(100_000 / perDay) devices")
  }

  /// `make gateway-soak`: eight million requests take minutes.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["GATEWAY_SOAK"] != nil))
  func aDayOfAThousandDevices() {
    let gateway = gateway(devices: 1_000, browsers: 100)
    gateway.run(for: 24 * Self.hourMs)
    let asks = gateway.clients.reduce(0) { $0 + $1.asks }
    print("\(asks) requests of 1,000 devices and 100 browsers")
    expectBudgetKept(gateway)
  }

  /// That no 24 hours have more calls than the budget, and that it never runs dry.
  private func expectBudgetKept(_ gateway: Gateway) {
    let calls = gateway.service.callTimes
    var most = 0
    var first = 0
    for (index, time) in calls.enumerated() {
      while calls[first] <= time - 24 * Self.hourMs { first += 1 }
      most = max(most, index - first + 1)
    }
    let gaps = zip(calls, calls.dropFirst()).map { $1 - $0 }
    let longest = gaps.max()! / 1_000
    print("\(most) calls in 24 hours at most, \(longest) s between two at most")
    #expect(most <= 4_000)
    #expect(gateway.service.mostAtOnce == 1)
    #expect(gaps.max()! < 125_000)
  }

  /// What a household does: four hours of music, the rest silence.
  @Test func requestsOfADeviceInADay() {
    let gateway = Gateway()
    gateway.add(Gateway.Client(device: "kitchen", picture: true))
    gateway.run(for: 4 * Self.hourMs)
    gateway.service.tracks = nil
    gateway.run(for: 20 * Self.hourMs)
    let asks = gateway.clients[0].asks
    print(
      "an evening and a silent day: \(asks) requests per device, 100,000 hold \(100_000 / asks)")
    #expect(gateway.service.callTimes.count <= 4_000)
  }

  @Test func silenceAndPausesAreAskedLessOften() {
    let gateway = Gateway()
    gateway.service.pausedAt = gateway.now + 60_000
    gateway.add(Gateway.Client(device: "kitchen", picture: true))
    gateway.run(for: Self.hourMs)
    let times = gateway.service.playerTimes
    let gaps = zip(times, times.dropFirst()).map { ($0, $1 - $0) }
    let paused = Gateway.evening + 60_000
    for (time, gap) in gaps where time > paused + 40_000 {
      #expect(gap >= 10_000)
      if time > paused + 400_000 { #expect(gap >= 30_000 && gap <= 31_000) }
    }
  }

  /// Nothing is asked once nobody has come back, and only after that is a client a first one.
  @Test func whoLeavesEndsTheQuestions() {
    let gateway = Gateway()
    gateway.add(Gateway.Client(device: "kitchen", picture: true, until: gateway.now + 600_000))
    gateway.run(for: 2 * Self.hourMs)
    let last = gateway.service.callTimes.last!
    #expect(last > Gateway.evening + 590_000)
    #expect(last < Gateway.evening + 600_000 + 61_000)
    let before = gateway.service.callTimes.count
    gateway.ask()
    #expect(gateway.service.callTimes.count >= before + 1)
    // The first answer is today's, not that of two hours ago.
    let shown = gateway.document["track_id"] as? String
    #expect(shown == gateway.service.current(gateway.now)?.track.id)
  }
}
