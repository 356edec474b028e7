import Foundation
import Testing

@testable import Coordinator

/// When the service wants to be left alone: to the second, and over restarts.
@Suite struct RetryAfterTests {
  private static let quota =
    #"{"error":{"status":429,"message":"Too many requests","reason":"QUOTA_EXCEEDED"}}"#

  /// A gateway with a client whose service answers 429 once, at the first question after a minute.
  private func limited(
    _ answer: @escaping (Int64) -> FakeSpotify.Answer
  ) -> (gateway: Gateway, at: Int64) {
    let gateway = Gateway()
    gateway.add(Gateway.Client(device: "kitchen", picture: false))
    gateway.run(for: 60_000)
    var at: Int64?
    gateway.service.instead = { path, now in
      if at != nil || path == "/api/token" { return nil }
      at = now
      return answer(now)
    }
    while at == nil { gateway.run(for: 500) }
    gateway.run(for: 1_000)
    return (gateway, at! + gateway.service.latencyMs)
  }

  @Test(arguments: [1, 7, 30, 55])
  func shortPausesAreKeptAndNotTold(seconds: Int64) {
    let (gateway, from) = limited { _ in
      FakeSpotify.Answer(status: 429, retryAfter: "\(seconds)")
    }
    #expect(gateway.document["problem"] == nil)
    gateway.run(for: 70_000)
    let next = gateway.service.callTimes.first { $0 > from }!
    #expect(next >= from + seconds * 1_000)
    #expect(next <= from + max(seconds * 1_000, 3_000) + 6_000)
  }

  @Test func shortPausesWithoutEndAreTold() {
    let gateway = Gateway()
    gateway.add(Gateway.Client(device: "kitchen", picture: false))
    gateway.run(for: 60_000)
    gateway.service.instead = { _, _ in FakeSpotify.Answer(status: 429, retryAfter: "20") }
    gateway.run(for: 120_000)
    #expect(gateway.document["problem"] as? String == "quota")
    gateway.service.instead = nil
    gateway.run(for: 90_000)
    #expect(gateway.document["problem"] == nil)
  }

  @Test func datesAreOfTheServicesClock() {
    // It is a minute ahead of the gateway.
    let (gateway, from) = limited { now in
      let format = DateFormatter()
      format.locale = Locale(identifier: "en_US_POSIX")
      format.timeZone = TimeZone(identifier: "GMT")
      format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
      let clock = Date(timeIntervalSince1970: Double(now / 1_000 + 60))
      return FakeSpotify.Answer(
        status: 429, retryAfter: format.string(from: clock + 45), date: format.string(from: clock))
    }
    gateway.run(for: 120_000)
    let next = gateway.service.callTimes.first { $0 > from }!
    #expect(next >= from + 45_000 && next < from + 52_000)
  }

  @Test(arguments: [nil, "", "soon", "-5", "1.5"])
  func withoutATimeItIsTheWindow(text: String?) {
    let (gateway, from) = limited { _ in FakeSpotify.Answer(status: 429, retryAfter: text) }
    gateway.run(for: 120_000)
    #expect(gateway.service.callTimes.first { $0 > from }! >= from + 30_000)
  }

  @Test func aDailyQuotaIsToldUntilItEnds() {
    let (gateway, from) = limited { _ in
      FakeSpotify.Answer(status: 429, body: Self.quota, retryAfter: "48925")
    }
    gateway.run(for: 60_000)
    #expect(gateway.document["problem"] as? String == "quota")
    #expect(gateway.document["problem_until_ms"] as? Int64 == from + 48_925_000)
    #expect(gateway.step("Music service")?.state == "warning")
    #expect(gateway.step("Music service")!.text.contains("at 07:36 UTC on 21 November 2026"))
    gateway.run(until: from + 48_925_000)
    #expect(gateway.service.callTimes.allSatisfy { $0 < from })
    gateway.run(for: 65_000)
    #expect(gateway.service.callTimes.contains { $0 >= from + 48_925_000 })
    #expect(gateway.document["problem"] == nil)
    #expect(gateway.document["is_playing"] as? Bool == true)
  }

  /// Restarted at any moment, from what was stored last.
  @Test(arguments: 0..<12)
  func restartsDoNotShortenIt(moment: Int64) {
    let (gateway, from) = limited { _ in
      FakeSpotify.Answer(status: 429, body: Self.quota, retryAfter: "7200")
    }
    gateway.run(for: moment * 600_000 + moment * 71)
    gateway.restart()
    gateway.run(for: 10_000)
    if gateway.now < from + 7_200_000 {
      #expect(gateway.document["problem"] as? String == "quota")
    }
    gateway.run(until: from + 7_300_000)
    let early = gateway.service.callTimes.filter { $0 > from && $0 < from + 7_200_000 }
    #expect(early.isEmpty)
    #expect(gateway.service.callTimes.contains { $0 >= from + 7_200_000 })
  }

  @Test func aClockThatIsSetBackDoesNotShortenOrStretchIt() {
    let (gateway, from) = limited { _ in
      FakeSpotify.Answer(status: 429, body: Self.quota, retryAfter: "3600")
    }
    gateway.run(until: from + 600_000)
    gateway.setClock(gateway.now - 86_400_000)
    let set = gateway.now
    gateway.tell(["event": "wake"])
    gateway.run(for: 3_000_000 - 2_000)
    #expect(!gateway.service.callTimes.contains { $0 >= set && $0 < set + 2_998_000 })
    gateway.add(Gateway.Client(device: "hall", picture: false))
    gateway.run(for: 70_000)
    #expect(gateway.service.callTimes.last! >= set + 3_000_000)
    #expect(gateway.document["problem"] == nil)
  }
}
