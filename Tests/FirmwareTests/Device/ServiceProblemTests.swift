import Testing

@testable import Firmware
@testable import HostSim

/// What the glass says while the gateway cannot ask the music service.
@Suite struct ServiceProblemTests {
  private let red = track("Red", red: 255)

  /// A document in which nothing plays.
  private func nothing(_ problem: String?, untilMs: Int? = nil) -> GatewayAnswer {
    var text = "{\"server_time_ms\":\(GatewayProgram.epochMs)"
    if let problem {
      text += ",\"problem\":\"\(problem)\",\"help_url\":\"https://box.local/setup\""
    }
    if let untilMs { text += ",\"problem_until_ms\":\(untilMs)" }
    return .document(Array("\(text)}".utf8))
  }

  @Test(arguments: [
    ("sign_in", Face.signIn), ("premium", .premium), ("quota", .quota), ("upstream", .serviceDown),
    ("setup", .gatewaySetUp), ("something new", .serviceDown), ("", .serviceDown),
  ])
  func eachHasAFace(_ problem: String, _ face: Face) {
    let rig = DeviceRig(
      program([
        (0, { _ in nothing(problem) }), (20, { red.answer(withCover: $0) }),
      ]))
    let faces = rig.faces(untilMs: 30_000)
    #expect(faces.map(\.face) == [.boot, face, .playing])
    let problems = rig.events.filter { if case .problem = $0 { true } else { false } }
    #expect(problems.count == 1)
    #expect(rig.events.last == .problemEnded)
    #expect(rig.desk.complaint == nil)
  }

  /// What plays, or is paused, is shown as long as the gateway names it; then the problem, and not
  /// the clock.
  @Test func whatIsKnownIsShownFirst() {
    var playing = red
    playing.problem = "quota"
    var paused = playing
    paused.isPlaying = false
    let rig = DeviceRig(
      program([
        (0, { playing.answer(withCover: $0) }), (20, { paused.answer(withCover: $0) }),
        (120, { _ in nothing(nil) }),
      ]))
    let faces = rig.faces(untilMs: 140_000)
    #expect(faces.map(\.face) == [.boot, .playing, .paused, .quota, .idle])
  }

  /// 204 says that nothing is wrong.
  @Test func silenceEndsIt() {
    let rig = DeviceRig(program([(0, { _ in nothing("quota") }), (20, { _ in .silence })]))
    let faces = rig.faces(untilMs: 140_000)
    #expect(faces.map(\.face) == [.boot, .quota, .idle])
    #expect(rig.events.last == .problemEnded)
  }

  /// The gateway itself is lost meanwhile.
  @Test func aLostGatewayIsWorse() {
    let rig = DeviceRig(
      program([(0, { _ in nothing("sign_in") }), (20, { _ in .failure(.noConnection) })]))
    let faces = rig.faces(untilMs: 60_000)
    #expect(faces.map(\.face) == [.boot, .signIn, .noGateway])
  }

  /// The time is local, and goes once it has passed.
  @Test func theEndIsToldInLocalTime() throws {
    let untilMs = GatewayProgram.epochMs + 40_000
    var store = OneSetting(.timeZone, "CET-1CEST,M3.5.0,M10.5.0/3")
    let rig = DeviceRig(
      program([(0, { _ in nothing("quota", untilMs: untilMs) })]),
      Configuration(from: &store))
    rig.run(untilMs: 30_000)
    #expect(rig.problemEnd.map { [$0.hour, $0.minute] } == [21, 15])
    let before = rig.desk.picture
    rig.run(untilMs: 120_000)
    #expect(rig.problemEnd == nil)
    #expect(rig.desk.picture != before)
  }
}
