import Foundation
import Testing

@testable import Coordinator

/// What Spotify may answer, and what becomes of it.
@Suite struct SpotifyTests {
  private func player(_ body: String, status: Int = 200) -> (String, Int64) -> FakeSpotify.Answer? {
    { path, _ in path == "/api/token" ? nil : FakeSpotify.Answer(status: status, body: body) }
  }

  private func string(_ gateway: Gateway, _ name: String) -> String? {
    gateway.document[name] as? String
  }

  @Test func aTrackIsToldWhole() {
    let gateway = Gateway()
    gateway.run(for: 30_000)
    gateway.ask(cover: 240)
    #expect(gateway.document["is_playing"] as? Bool == true)
    #expect(string(gateway, "type") == "track")
    #expect(string(gateway, "track_id") == "a0")
    #expect(string(gateway, "title") == "Title a0")
    #expect(string(gateway, "artist") == "First, Secönd")
    #expect(string(gateway, "album") == "Album a0")
    #expect(gateway.document["duration_ms"] as? Int == 210_000)
    let progress = gateway.document["progress_ms"] as! Int
    #expect(abs(progress - 30_000) < 700)
    #expect(gateway.document["server_time_ms"] as? Int64 == gateway.now)
    #expect(string(gateway, "cover_id") == "640a0")
    #expect(string(gateway, "cover_url") == "https://i.scdn.co/image/300a0")
    #expect(string(gateway, "item_url") == "https://open.spotify.com/track/a0")
    #expect(string(gateway, "source") == "spotify")
    #expect(gateway.document["problem"] == nil)
    let cover = gateway.reply["cover"] as! [String: Any]
    #expect(cover["url"] as? String == "https://i.scdn.co/image/300a0")
    #expect(cover["id"] as? String == "640a0")
    gateway.ask(cover: 320)
    #expect(
      (gateway.reply["cover"] as! [String: Any])["url"] as? String
        == "https://i.scdn.co/image/640a0")
  }

  @Test func progressGoesOnBetweenAnswers() {
    let gateway = Gateway()
    gateway.ask()
    gateway.run(for: 40_000)
    for _ in 0..<20 {
      gateway.run(for: 700)
      gateway.ask()
      let real = Int(gateway.service.current(gateway.now)!.progressMs)
      #expect(abs(gateway.document["progress_ms"] as! Int - real) < 300)
    }
  }

  @Test func nothingPlays() {
    let gateway = Gateway()
    for answer in [
      FakeSpotify.Answer(status: 204), FakeSpotify.Answer(status: 200),
      FakeSpotify.Answer(
        status: 200,
        body: #"{"is_playing":true,"item":null,"currently_playing_type":"track","progress_ms":0}"#),
      FakeSpotify.Answer(status: 200, body: #"{"is_playing":false,"item":null}"#),
    ] {
      gateway.service.instead = { path, _ in path == "/api/token" ? nil : answer }
      gateway.run(for: 120_000)
      gateway.ask()
      #expect(gateway.document["is_playing"] as? Bool == false)
      #expect(gateway.document["title"] == nil)
      #expect(gateway.document["problem"] == nil)
    }
  }

  @Test func advertisementsEpisodesAndLocalFiles() {
    let gateway = Gateway()
    gateway.service.instead = player(
      #"{"is_playing":true,"item":null,"currently_playing_type":"ad","progress_ms":5000}"#)
    gateway.ask()
    #expect(string(gateway, "type") == "ad")
    #expect(gateway.document["is_playing"] as? Bool == true)

    gateway.service.instead = player(
      """
      {"is_playing":true,"currently_playing_type":"episode","progress_ms":null,"item":{"id":"e1",
      "name":"Episode One","duration_ms":3600000,"show":{"name":"The Show"},"images":[{"url":
      "https://i.scdn.co/image/e1","width":640,"height":640}],"external_urls":{},"type":"episode"}}
      """)
    gateway.run(for: 120_000)
    gateway.ask()
    #expect(string(gateway, "type") == "episode")
    #expect(string(gateway, "artist") == "The Show")
    #expect(string(gateway, "cover_id") == "e1")
    #expect(gateway.document["progress_ms"] is NSNull)

    gateway.service.instead = player(
      """
      {"is_playing":true,"currently_playing_type":"track","progress_ms":7,"item":{"id":null,
      "uri":"spotify:local:A:B:C:12","name":"Mine","is_local":true,"duration_ms":12000,"album":
      {"name":"B","images":[],"id":null},"artists":[{"name":"A","id":null}],"external_urls":{}}}
      """)
    gateway.run(for: 120_000)
    gateway.ask(cover: 240)
    #expect(string(gateway, "type") == "local")
    #expect(string(gateway, "track_id") == "spotify:local:A:B:C:12")
    #expect(gateway.document["cover_id"] is NSNull)
    #expect(gateway.reply["cover"] is NSNull)
  }

  /// One failure, and the next try succeeds: nobody notices.
  @Test(arguments: [401, 403, 404, 500, 502, 503])
  func oneFailureIsNotNoticed(status: Int) {
    let gateway = Gateway()
    var problems = 0
    gateway.watch = { document, _ in if document["problem"] != nil { problems += 1 } }
    gateway.add(Gateway.Client(device: "kitchen", picture: false))
    gateway.run(for: 20_000)
    let skipped = gateway.now
    var failed = false
    gateway.service.instead = { path, _ in
      if failed || path == "/api/token" { return nil }
      failed = true
      return FakeSpotify.Answer(status: status, body: #"{"error":{"status":\#(status)}}"#)
    }
    gateway.run(for: 60_000)
    #expect(failed)
    #expect(problems == 0)
    #expect(gateway.document["is_playing"] as? Bool == true)
    let calls = gateway.service.callTimes.filter { $0 > skipped }
    for (one, next) in zip(calls, calls.dropFirst()) {
      // A token's call and the question behind it belong together.
      #expect(next - one >= 3_000 || next - one == gateway.service.latencyMs)
    }
  }

  @Test func failuresThatStayAreToldAndEnd() {
    let gateway = Gateway()
    gateway.add(Gateway.Client(device: "kitchen", picture: false))
    gateway.run(for: 30_000)
    gateway.service.instead = player("no", status: 500)
    let began = gateway.service.callTimes.count
    gateway.run(for: 60_000)
    #expect(string(gateway, "problem") == "upstream")
    #expect(string(gateway, "help_url") == "https://sleeve.example/setup")
    // What played is still told: it has not ended.
    #expect(string(gateway, "title") == "Title a0")
    gateway.run(for: 600_000)
    #expect(gateway.document["title"] == nil)
    #expect(gateway.service.callTimes.count - began < 20)
    gateway.service.instead = nil
    gateway.run(for: 70_000)
    #expect(gateway.document["problem"] == nil)
    #expect(gateway.document["is_playing"] as? Bool == true)
    #expect(gateway.log.contains("the music service answers again"))
  }

  /// A proxy's sign-in page is told from a service that is down.
  @Test(arguments: [("timeout", "reached"), ("redirected", "something else")])
  func whatNoAnswerMeansIsSaid(reason: String, words: String) {
    let gateway = Gateway()
    gateway.tell(["event": "ask", "id": 1])
    gateway.tell(["event": "failed", "call": 1, "reason": reason])
    #expect(gateway.step("Music service")?.text.contains(words) == true)
  }

  /// A wrong type, a missing member, no JSON: the last known item stays, and it is said.
  @Test(arguments: [
    "", "[]", "<html>", #"{"is_playing":"yes"}"#, #"{"is_playing":true,"item":"a"}"#,
    #"{"is_playing":true,"item":{"name":7,"duration_ms":1}}"#,
    #"{"is_playing":true,"item":{"name":"x","duration_ms":"long"}}"#,
    #"{"is_playing":true,"item":[{"name":"x","duration_ms":1}]}"#, #"{"item.name":"x"}"#,
  ])
  func anotherSchemaIsAProblem(body: String) {
    let gateway = Gateway()
    gateway.add(Gateway.Client(device: "kitchen", picture: false))
    gateway.run(for: 30_000)
    // An empty body with 200 is silence.
    gateway.service.instead = player(body, status: body.isEmpty ? 202 : 200)
    gateway.run(for: 40_000)
    #expect(string(gateway, "problem") == "upstream")
    #expect(string(gateway, "title") == "Title a0")
  }

  // MARK: Sign-in

  @Test func withoutAnythingTheStepsLeadOn() {
    let gateway = Gateway()
    gateway.settings["client_secret"] = ""
    gateway.restart(state: "")
    gateway.ask()
    #expect(string(gateway, "problem") == "setup")
    #expect(gateway.step("App")?.state == "missing")
    gateway.settings["client_secret"] = FakeSpotify.clientSecret
    gateway.restart()
    gateway.ask()
    #expect(string(gateway, "problem") == "sign_in")
    #expect(gateway.step("Sign-in")?.state == "missing")
    #expect(gateway.service.callTimes.isEmpty)
    let url = gateway.status()["sign_in_url"] as! String
    #expect(
      url
        == "https://accounts.spotify.com/authorize?response_type=code&scope=user-read-currently-playing&client_id=client-id"
    )
    gateway.tell([
      "event": "signed_in", "code": FakeSpotify.code, "redirect_uri": FakeSpotify.redirectURI,
    ])
    gateway.run(for: 2_000)
    #expect(gateway.step("Sign-in")?.state == "done")
    #expect(gateway.step("Music service")?.state == "done")
    #expect(gateway.status()["signed_in_at"] as? Int64 == Gateway.evening + 200)
    gateway.ask()
    #expect(string(gateway, "title") == "Title a0")
    #expect(gateway.document["problem"] == nil)
  }

  @Test func aRefusedCodeIsSaidAndHarmsNothing() {
    let gateway = Gateway()
    gateway.ask()
    gateway.tell([
      "event": "signed_in", "code": "another", "redirect_uri": FakeSpotify.redirectURI,
    ])
    gateway.run(for: 10_000)
    #expect(gateway.step("Sign-in")?.state == "failed")
    gateway.ask()
    #expect(string(gateway, "title") == "Title a0")
    #expect(gateway.document["problem"] == nil)
  }

  @Test(arguments: [false, true])
  func tokensAreRefreshedEachHour(bringsNew: Bool) {
    let gateway = Gateway()
    gateway.service.bringsNewRefreshToken = bringsNew
    gateway.add(Gateway.Client(device: "kitchen", picture: false))
    gateway.run(for: 3 * 3_600_000)
    #expect(3...4 ~= gateway.service.tokenCalls)
    gateway.restart()
    gateway.run(for: 2 * 3_600_000)
    #expect(gateway.document["problem"] == nil)
    #expect(gateway.status()["signed_in_at"] as? Int64 == Gateway.evening - 86_400_000)
  }

  @Test func aDeadSignInIsNotTriedAgain() {
    let gateway = Gateway()
    gateway.service.isSignedIn = false
    gateway.add(Gateway.Client(device: "kitchen", picture: false))
    gateway.run(for: 86_400_000)
    #expect(gateway.service.callTimes.count == 1)
    #expect(string(gateway, "problem") == "sign_in")
    #expect(gateway.step("Sign-in")?.state == "failed")
    gateway.restart()
    gateway.run(for: 60_000)
    #expect(gateway.service.callTimes.count == 1)
  }

  @Test func aSignInAgesAndEnds() {
    let gateway = Gateway()
    let day: Int64 = 86_400_000
    gateway.run(for: 140 * day)
    #expect(gateway.step("Sign-in")?.state == "done")
    gateway.run(for: 15 * day)
    #expect(gateway.step("Sign-in")?.state == "warning")
    #expect(gateway.step("Sign-in")!.text.contains("19 May 2027"))
    gateway.run(for: 30 * day)
    gateway.ask()
    #expect(gateway.step("Sign-in")?.state == "failed")
    #expect(string(gateway, "problem") == "sign_in")
    #expect(gateway.service.callTimes.isEmpty)
  }

  @Test func aWrongClientIsASetUpProblem() {
    let gateway = Gateway(FakeSpotify(), ["client_secret": "wrong-secret-0123456789"])
    gateway.add(Gateway.Client(device: "kitchen", picture: false))
    gateway.run(for: 3_600_000)
    #expect(gateway.service.callTimes.count == 1)
    #expect(string(gateway, "problem") == "setup")
    #expect(gateway.step("App")?.state == "failed")
  }

  @Test(arguments: [
    #"{"error":{"status":403,"message":"Player command failed","reason":"PREMIUM_REQUIRED"}}"#,
    #"{"error":{"status":403,"message":"Active premium subscription required for the owner of the app."}}"#,
  ])
  func noPremiumIsSaidAtOnceAndHealsItself(body: String) {
    let gateway = Gateway()
    gateway.service.instead = player(body, status: 403)
    gateway.add(Gateway.Client(device: "kitchen", picture: false))
    gateway.run(for: 3_000)
    #expect(string(gateway, "problem") == "premium")
    gateway.run(for: 3_600_000)
    #expect(gateway.service.callTimes.count <= 15)
    gateway.service.instead = nil
    gateway.run(for: 400_000)
    #expect(gateway.document["problem"] == nil)
  }
}
