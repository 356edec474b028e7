import Foundation
import Testing

@testable import Coordinator

/// A media player as Home Assistant's REST API gives it.
@Suite struct HomeAssistantTests {
  private static let picture =
    "/api/media_player_proxy/media_player.kitchen?token=picture-key-0123456789&cache=ab12cd"

  private func gateway(_ answer: @escaping (Int64) -> FakeSpotify.Answer) -> Gateway {
    let service = FakeSpotify()
    service.instead = { path, now in
      path == "/api/states/media_player.kitchen" ? answer(now) : nil
    }
    return Gateway(
      service,
      [
        "source": "homeassistant", "homeassistant_url": "http://192.168.1.5:8123",
        "homeassistant_token": Gateway.homeSecrets[0],
        "homeassistant_entity": "media_player.kitchen",
      ])
  }

  private func state(_ state: String, _ more: [String: Any] = [:]) -> FakeSpotify.Answer {
    var attributes: [String: Any] = [
      "media_title": "Song", "media_artist": "Band", "media_album_name": "Record",
      "media_content_id": "http://192.168.1.5/stream?key=\(Gateway.homeSecrets[1])",
      "media_content_type": "music", "media_duration": 200, "media_position": 42.5,
      "media_position_updated_at": "2026-11-20T17:59:50.123456+00:00",
      "entity_picture": Self.picture, "friendly_name": "Kitchen",
    ]
    attributes.merge(more) { $1 }
    let json: [String: Any] = [
      "entity_id": "media_player.kitchen", "state": state, "attributes": attributes,
    ]
    let data = try! JSONSerialization.data(withJSONObject: json)
    return FakeSpotify.Answer(status: 200, body: String(decoding: data, as: UTF8.self))
  }

  @Test func whatPlaysIsToldWithoutKeys() {
    let gateway = gateway { _ in self.state("playing") }
    gateway.ask(cover: 240)
    #expect(gateway.document["title"] as? String == "Song")
    #expect(gateway.document["artist"] as? String == "Band")
    #expect(gateway.document["album"] as? String == "Record")
    #expect(gateway.document["source"] as? String == "homeassistant")
    #expect(gateway.document["duration_ms"] as? Int == 200_000)
    // 42 s ten seconds before the evening begins.
    #expect(abs(gateway.document["progress_ms"] as! Int - 52_200) < 1_000)
    #expect(gateway.document["cover_id"] as? String == "ab12cd")
    #expect(gateway.document["cover_url"] is NSNull)
    let cover = gateway.reply["cover"] as! [String: Any]
    #expect(cover["url"] as? String == "http://192.168.1.5:8123\(Self.picture)")
  }

  @Test func aPublicPictureIsToldToBrowsers() {
    let gateway = gateway { _ in
      self.state("paused", ["entity_picture": "https://i.example/cover.jpg"])
    }
    gateway.ask()
    #expect(gateway.document["is_playing"] as? Bool == false)
    #expect(gateway.document["progress_ms"] as? Int == 42_000)
    #expect(gateway.document["cover_url"] as? String == "https://i.example/cover.jpg")
  }

  @Test(arguments: ["idle", "off", "on", "standby", "unavailable", "unknown"])
  func otherStatesAreSilence(state: String) {
    let gateway = gateway { _ in self.state(state) }
    gateway.ask()
    #expect(gateway.document["title"] == nil)
    #expect(gateway.document["problem"] == nil)
  }

  /// An item changes with any of its texts, and so does a picture without `cache`.
  @Test func itemsAreToldApart() {
    var title = "One"
    let gateway = gateway { _ in
      self.state(
        "playing",
        ["media_title": title, "entity_picture": "/api/media_player_proxy/x?token=k"])
    }
    gateway.ask()
    let first = (gateway.document["track_id"] as! String, gateway.document["cover_id"] as! String)
    title = "Two"
    gateway.run(for: 120_000)
    gateway.ask()
    #expect(gateway.document["track_id"] as? String != first.0)
    #expect(gateway.document["cover_id"] as? String != first.1)
  }

  @Test(arguments: [(401, "setup"), (404, "setup"), (500, "upstream"), (200, "upstream")])
  func troubleIsSaid(status: Int, problem: String) {
    let gateway = gateway { _ in FakeSpotify.Answer(status: status, body: #"{"message":"no"}"#) }
    gateway.add(Gateway.Client(device: "kitchen", picture: false))
    gateway.run(for: 60_000)
    #expect(gateway.document["problem"] as? String == problem)
    #expect(gateway.service.callTimes.count < 10)
  }

  @Test func oneFailureIsNotNoticed() {
    var fails = false
    let gateway = gateway { _ in
      fails ? FakeSpotify.Answer(status: 401) : self.state("paused")
    }
    gateway.add(Gateway.Client(device: "kitchen", picture: false))
    gateway.run(for: 30_000)
    fails = true
    gateway.run(for: 11_000)
    fails = false
    gateway.watch = { document, _ in #expect(document["problem"] == nil) }
    gateway.run(for: 30_000)
    #expect(gateway.document["title"] as? String == "Song")
  }

  @Test func whatIsNotSetIsAStep() {
    let gateway = Gateway(
      FakeSpotify(), ["source": "homeassistant", "homeassistant_url": "http://192.168.1.5:8123"])
    gateway.ask()
    #expect(gateway.document["problem"] as? String == "setup")
    #expect(gateway.step("Home Assistant")?.state == "missing")
    #expect(gateway.service.callTimes.isEmpty)
  }
}
