import Foundation
import Testing

@testable import Coordinator

/// Questions that are held until something changes.
@Suite struct HoldTests {
  /// Asks as a device that knows the document of `since`, and returns how long the answer took.
  private func hold(
    _ gateway: Gateway, since: Int64, wait: Int = 25, id: Int = 9_000, atMost: Int64 = 60_000
  ) -> Int64? {
    let asked = gateway.now
    gateway.tell(["event": "ask", "id": id, "device": "desk", "wait": wait, "since": since])
    while !gateway.repliedIDs.contains(id) {
      if gateway.now > asked + atMost { return nil }
      gateway.run(for: 10)
    }
    return gateway.now - asked
  }

  private func known(_ gateway: Gateway) -> Int64 {
    gateway.ask()
    return Int64(gateway.document["server_time_ms"] as! Int)
  }

  @Test func nothingNewIsSaidAtTheEndOfTheWait() throws {
    let gateway = Gateway()
    let since = known(gateway)
    let took = try #require(hold(gateway, since: since))
    #expect((25_000...25_050).contains(took))
    #expect(gateway.document["poll_after_ms"] as? Int == 1_000)
    #expect(try #require(hold(gateway, since: gateway.now, wait: 5, id: 9_001)) <= 5_050)
    // No longer than proxies wait, whatever is asked for.
    #expect(try #require(hold(gateway, since: gateway.now, wait: 99, id: 9_002)) <= 25_050)
  }

  /// The service is asked on, and its first answer that says something else goes out at once.
  @Test func aChangeIsSaidAtOnce() throws {
    let gateway = Gateway()
    let since = known(gateway)
    gateway.tell(["event": "ask", "id": 9_000, "device": "desk", "wait": 25, "since": since])
    gateway.run(for: 4_000)
    #expect(!gateway.repliedIDs.contains(9_000))
    gateway.service.skip(gateway.now)
    let calls = gateway.service.callTimes.count
    gateway.run(for: 7_000)
    #expect(gateway.repliedIDs.contains(9_000))
    #expect(gateway.service.callTimes.count > calls)
    let answered = Int64(gateway.document["server_time_ms"] as! Int)
    #expect(gateway.service.callTimes.contains { (answered - 500...answered).contains($0) })
    #expect(gateway.document["title"] as? String != "Title a0")
  }

  @Test func whatChangedBeforeTheQuestionIsSaidAtOnce() throws {
    let gateway = Gateway()
    let since = known(gateway)
    #expect(hold(gateway, since: since - 60_000) == 0)
    // A time to come is of another clock.
    #expect(hold(gateway, since: gateway.now + 5_000, id: 9_001, atMost: 3_000) != nil)
  }

  @Test func aGatewayThatStartsAnewSaysWhatItKnows() throws {
    let gateway = Gateway()
    let since = known(gateway)
    gateway.run(for: 1_000)
    gateway.restart()
    #expect(try #require(hold(gateway, since: since)) < 3_000)
  }

  @Test func aCoverThatIsMadeIsAChange() throws {
    let gateway = Gateway()
    let since = known(gateway)
    gateway.tell(["event": "ask", "id": 9_000, "device": "desk", "wait": 25, "since": since])
    gateway.run(for: 1_000)
    let cover = gateway.document["cover_id"] as! String
    gateway.tell(["event": "cover", "cover_id": cover, "state": "ready", "accent": "#102030"])
    #expect(gateway.repliedIDs.contains(9_000))
    #expect(gateway.document["accent"] as? String == "#102030")
  }

  /// The demo needs no calls: the moment of its next part wakes who is held.
  @Test func aSourceWithoutCallsWakesWhoIsHeld() throws {
    let gateway = Gateway(FakeSpotify(), ["source": "demo"])
    var seen: Set<String> = []
    for id in 0..<60 {
      let since = known(gateway)
      let took = try #require(hold(gateway, since: since, id: 9_000 + id))
      #expect(took <= 25_050)
      seen.insert(gateway.document["title"] as? String ?? "silence")
    }
    #expect(seen.count >= 4)
  }

  /// Wherever the clock is set to, nobody is held for longer than asked for.
  @Test(arguments: [-3_600_000, 3_600_000] as [Int64])
  func aClockThatIsSetLetsGo(_ step: Int64) throws {
    let gateway = Gateway()
    let since = known(gateway)
    gateway.tell(["event": "ask", "id": 9_000, "device": "desk", "wait": 25, "since": since])
    gateway.run(for: 1_000)
    gateway.setClock(gateway.now + step)
    gateway.tell(["event": "wake"])
    #expect(gateway.repliedIDs.contains(9_000))
  }
}
