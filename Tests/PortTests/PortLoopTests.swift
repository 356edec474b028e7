import CPort
import Firmware
import Foundation
import HostSim
import Port
import Testing

extension PortTests {
  /// The whole device over the port.
  @Suite struct Loop {
    private let port = FakePort.reset()
    private static let document = Array(
      #"{"is_playing":true,"title":"Song","duration_ms":60000,"progress_ms":0}"#.utf8)

    /// Lets the device go on for that long, at the times it asks for.
    private func run(_ loop: inout PortLoop, for ms: UInt32) {
      let end = Instant(milliseconds: port.clockMs) + ms
      var now = Instant(milliseconds: port.clockMs)
      while !now.hasReached(end) {
        now = loop.step(now: now).later(now + 1).earlier(end)
        port.clockMs = now.milliseconds
      }
    }

    @Test func aDeviceStartsAndPlays() {
      port.document = Self.document
      port.settings["gateway_url"] = "http://gateway"
      var loop = PortLoop()
      run(&loop, for: 5_000)
      let face = loop.face
      let isHealthy = loop.isHealthy(now: Instant(milliseconds: port.clockMs))
      let wantsRestart = loop.wantsRestart
      #expect(face == .playing)
      #expect(isHealthy)
      #expect(!wantsRestart)
      #expect(port.calls.contains("start"))
      #expect(port.calls.contains("backlight 100"))
      #expect(port.log.isEmpty, "\(port.log)")
      // A board without slots has no updates: neither its flash nor its client is touched.
      #expect(!port.calls.contains { $0.hasPrefix("read") })
    }

    @Test func withoutAGatewayTheLogSaysSo() {
      _ = PortLoop()
      #expect(port.log == ["no gateway is set: gateway_url"])
    }

    @Test func aWrongSettingIsNamed() {
      port.settings = ["gateway_url": "http://g", "poll_ms": "5"]
      _ = PortLoop()
      #expect(port.log.count == 1)
      #expect(port.log.first?.hasPrefix("setting with a wrong value: poll_ms") == true)
    }

    @Test(
      arguments: [
        (0, nil), (1, nil), (4, nil), (5, 5), (-1, -1), (.max, .max),
      ] as [(Int32, Int32?)])
    func aStartsReasonIsOneOfThose(_ answer: Int32, _ named: Int32?) {
      port.settings["gateway_url"] = "http://g"
      port.answers["start_reason"] = answer
      _ = PortLoop()
      #expect(port.log == (named.map { ["port: sleeve_start_reason must not answer \($0)"] } ?? []))
    }

    @Test func aButtonHeldForFiveSecondsForgetsTheNetworkOnce() {
      port.settings["gateway_url"] = "http://g"
      var loop = PortLoop()
      run(&loop, for: 2_000)
      port.answers["button_is_down"] = 1
      run(&loop, for: 4_000)
      port.answers["button_is_down"] = 0
      run(&loop, for: 3_000)
      #expect(!port.calls.contains("forget"))
      port.answers["button_is_down"] = 1
      run(&loop, for: 9_000)
      #expect(port.calls.filter { $0 == "forget" }.count == 1)
      let wantsRestart = loop.wantsRestart
      #expect(wantsRestart)
    }

    @Test func whatASetUpAsksForIsShown() {
      port.settings["gateway_url"] = "http://g"
      port.answers["network_state"] = 0
      port.texts[2] = "PROV_A1B2C3"
      port.texts[3] = "12345678"
      var loop = PortLoop()
      run(&loop, for: 30_000)
      let face = loop.face
      #expect(face == .setUp)
    }

    /// Nothing that the port says makes the device trap, and it goes on once the port is sane.
    @Test(arguments: 0..<12 as Range<UInt64>)
    func aPortThatAnswersAnythingDoesNoHarm(_ seed: UInt64) {
      port.settings["gateway_url"] = "http://gateway"
      port.document = Self.document
      port.slotBytes = 1 << 20
      var random = SeededGenerator(seed: seed)
      let some: [Int32] = [
        0, 1, 2, 5, 6, 40, 41, 200, 255, 511, 512, 513, 1_000, 65_535, .max, -1, -2, -8, -9, .min,
      ]
      port.chaos = {
        let word = random.next()
        return word % 3 == 0
          ? Int32(truncatingIfNeeded: word &>> 32) : some[Int(word &>> 8 % UInt64(some.count))]
      }
      var loop = PortLoop()
      run(&loop, for: 10_000)
      port.chaos = nil
      // A supervisor may want a restart by now: the loop goes on all the same.
      run(&loop, for: 120_000)
      let face = loop.face
      #expect(face == .playing)
    }

    /// The names of faces in C, by their numbers in Swift.
    @Test func facesHaveTheirNumbers() throws {
      let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
      let header = try String(
        contentsOf: root.appendingPathComponent("Board/port/include/sleeve_port.h"),
        encoding: .utf8)
      let names = header.components(separatedBy: "SLEEVE_FACE_").dropFirst()
        .compactMap { $0.components(separatedBy: ",").first }
        .map { $0.replacingOccurrences(of: "_", with: "").lowercased() }
      var faces: [String] = []
      while let face = Face(rawValue: UInt8(faces.count)) { faces.append("\(face)".lowercased()) }
      #expect(names == faces)
    }
  }
}
