import Foundation
import Testing

@testable import Coordinator

/// When clients are answered and what comes with it: the demo evening, pictures, devices, bounds.
@Suite struct ReplyTests {
  @Test func theDemoEveningNeedsNoCall() {
    let gateway = Gateway(FakeSpotify(), ["source": "demo"])
    var seen: [String] = []
    gateway.watch = { document, now in
      let title = document["title"] as? String ?? "silence"
      let line = document["is_playing"] as! Bool ? title : "not \(title)"
      if seen.last != line { seen.append(line) }
      if let progress = document["progress_ms"] as? Int {
        #expect(progress <= document["duration_ms"] as! Int)
      }
      let url = document["cover_url"] as? String
      if let url { #expect(["demo:1", "demo:2", "demo:3"].contains(url)) }
    }
    gateway.add(Gateway.Client(device: "kitchen", picture: true))
    gateway.run(for: 600_000)
    #expect(gateway.service.callTimes.isEmpty)
    #expect(gateway.document["source"] as? String == "demo")
    for line in ["City Lights", "Evening Air", "not Evening Air", "Morning, Slowly", "not silence"]
    {
      #expect(seen.contains(line))
    }
    // Each change is seen within a second or so: 600 s have at most 2 polls for each of 6 parts.
    #expect(gateway.clients[0].asks < 60)
  }

  @Test func aFirstClientWaitsForTheAnswerAndNoLonger() {
    let gateway = Gateway()
    gateway.service.latencyMs = 900
    gateway.ask()
    // The token's call, and the question.
    #expect(gateway.now == Gateway.evening + 1_800)
    #expect(gateway.document["title"] as? String == "Title a0")

    let slow = Gateway()
    slow.service.latencyMs = 9_000
    slow.ask()
    #expect(slow.now == Gateway.evening + 2_500)
    #expect(slow.document["is_playing"] as? Bool == false)
    #expect((slow.document["poll_after_ms"] as! Int) <= 3_000)
  }

  @Test func whatEndedLongAgoIsNotToldAgain() {
    let gateway = Gateway()
    gateway.ask()
    gateway.run(for: 3_600_000)
    gateway.service.latencyMs = 9_000
    gateway.ask()
    #expect(gateway.document["is_playing"] as? Bool == false)
    #expect(gateway.document["title"] == nil)
  }

  @Test func whatIsFreshIsAnsweredAtOnce() {
    let gateway = Gateway()
    gateway.ask()
    gateway.run(for: 1_000)
    let before = gateway.now
    gateway.ask()
    #expect(gateway.now == before)
  }

  /// A call whose end nobody tells is given up, and the next one is made.
  @Test func aLostCallIsGivenUp() {
    let gateway = Gateway()
    gateway.ask()
    gateway.service.latencyMs = 1_000_000_000
    gateway.add(Gateway.Client(device: "kitchen", picture: false))
    gateway.run(for: 120_000)
    #expect(gateway.service.callTimes.count >= 4)
    #expect(gateway.document["problem"] as? String == "upstream")
  }

  @Test func picturesHaveColoursAndMayBeMissing() {
    let gateway = Gateway()
    gateway.ask(cover: 240)
    #expect(gateway.document["accent"] is NSNull)
    gateway.tell(["event": "cover", "cover_id": "640a0", "state": "ready", "accent": "#1a2B3c"])
    gateway.ask(cover: 240)
    #expect(gateway.document["accent"] as? String == "#1a2B3c")
    for (againMs, leftMs) in [(60_000, 60_000), (nil, 3_600_000), (.max, 3_600_000)] {
      var event: [String: Any] = ["event": "cover", "cover_id": "640a0", "state": "failed"]
      event["again_ms"] = againMs as Int?
      gateway.tell(event)
      gateway.ask(cover: 240)
      #expect(gateway.document["cover_id"] is NSNull)
      #expect(gateway.reply["cover"] is NSNull)
      gateway.service.tracks = [FakeSpotify.Track(id: "a", seconds: 100_000)]
      gateway.run(for: Int64(leftMs) - 1_000)
      gateway.ask(cover: 240)
      #expect(gateway.document["cover_id"] is NSNull)
      gateway.run(for: 1_000)
      gateway.ask(cover: 240)
      #expect(gateway.document["cover_id"] as? String == "640a0")
    }
  }

  @Test func aTimerThatComesTooEarlyIsSetAgain() throws {
    let gateway = Gateway()
    gateway.ask()
    gateway.run(for: 100)
    let at = try #require(gateway.wakeAt)
    let actions = gateway.tell(["event": "wake"])
    #expect(actions.count == 1 && actions[0]["do"] as? String == "wake")
    #expect(actions[0]["at"] as? Int == Int(at))
  }

  @Test func devicesAreListedUpTo64() {
    let gateway = Gateway()
    for number in 0..<100 {
      gateway.ask(device: "device-\(number)")
      gateway.run(for: 10)
    }
    gateway.ask(device: "device-50")
    // They are stored with the next question to the service.
    gateway.run(for: 4_000)
    gateway.restart()
    let devices = gateway.status()["devices"] as! [[String: Any]]
    #expect(devices.count <= 64)
    let ids = devices.map { $0["id"] as! String }
    #expect(ids.contains("device-50") && !ids.contains("device-10"))
    #expect(devices.allSatisfy { $0["agent"] as? String == "sleeve/1.2.3 (esp32c6)" })
  }

  /// However many ask at once, those who wait are bounded and all are answered.
  @Test func waitingIsBounded() {
    let gateway = Gateway()
    gateway.service.latencyMs = 2_000
    for id in 1...3_000 {
      gateway.tell([
        "event": "ask", "id": id, "device": NSNull(), "agent": NSNull(), "cover": NSNull(),
      ])
    }
    #expect(gateway.repliedIDs.count == 3_000 - 2_048)
    gateway.run(for: 5_000)
    #expect(gateway.repliedIDs == Set(1...3_000))
  }

  @Test func longTextsAreCutBetweenCharacters() {
    let gateway = Gateway()
    let long = String(repeating: "\u{1F3B5}", count: 5_000)
    gateway.service.instead = { path, _ in
      if path == "/api/token" { return nil }
      return FakeSpotify.Answer(
        status: 200,
        body: """
          {"is_playing":true,"progress_ms":1,"item":{"id":"\(long)","name":"x\(long)","duration_ms":2,
          "artists":[{"name":"\(long)"},{"name":"\(long)"}],"album":{"name":"\\u0001\(long)",
          "images":[{"url":"https://x/\(long)"}]},"external_urls":{"spotify":"https://x/\(long)"}}}
          """)
    }
    gateway.ask()
    let title = gateway.document["title"] as! String
    #expect(title.utf8.count == 253 && title.hasSuffix("\u{1F3B5}"))
    #expect(gateway.document["cover_id"] is NSNull)
    #expect(gateway.document["item_url"] is NSNull)
  }
}
