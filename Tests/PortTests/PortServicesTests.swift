import CPort
import Firmware
import Port
import Testing

extension PortTests {
  /// Hash, signatures, network, time and settings.
  @Suite struct Services {
    private let port = FakePort.reset()

    private func digest(_ pieces: [[UInt8]], _ hash: inout PortHash) -> [UInt8] {
      for piece in pieces { hash.update(piece.span) }
      let digest = hash.finalize()
      return (0..<32).map { digest.bytes[$0] }
    }

    private func coreDigest(_ bytes: [UInt8]) -> [UInt8] {
      var hash = SHA256()
      hash.update(bytes.span)
      let digest = hash.finalize()
      return (0..<32).map { digest.bytes[$0] }
    }

    @Test func theBoardHashesWhereItCan() {
      var hash = PortHash()
      let one = [UInt8](1...32)
      #expect(digest([[], Array(one[..<5]), Array(one[5...])], &hash) == one)
      // The next message is one of its own.
      #expect(digest([one.reversed()], &hash) == one.reversed())
    }

    @Test(arguments: [0, 2, -5, .max, .min])
    func theCoreHashesWhereTheBoardDoesNot(_ answer: Int32) {
      port.answers["hash_begin"] = answer
      var hash = PortHash()
      #expect(digest([[1, 2], [3]], &hash) == coreDigest([1, 2, 3]))
      #expect(digest([], &hash) == coreDigest([]))
      #expect(port.hashed.isEmpty)
      #expect(port.log.isEmpty == (answer == 0))
    }

    @Test(arguments: [1, -1, .max])
    func aHashThatFailsIsNoImages(_ answer: Int32) {
      port.answers["hash_finish"] = answer
      var hash = PortHash()
      #expect(digest([[UInt8](1...32)], &hash) == [UInt8](repeating: 0, count: 32))
      #expect(port.log.count == 1)
    }

    @Test(
      arguments: [
        (0, "invalid", 0), (1, "valid", 0), (2, "unknownKey", 0), (3, "invalid", 1),
        (-1, "invalid", 1), (.max, "invalid", 1),
      ] as [(Int32, String, Int)])
    func onlyOneAnswerIsValid(_ answer: Int32, _ verdict: String, _ lines: Int) {
      port.answers["signature_check"] = answer
      var keys = PortKeys()
      let digest = SHA256.Digest(bytes: InlineArray(repeating: 5))
      let key = Array("0123456789abcdef".utf8)
      #expect("\(keys.verify([48, 6].span, of: digest, keyID: key.span))" == verdict)
      #expect("\(keys.verify(Span(), of: digest, keyID: Span()))" == verdict)
      #expect(port.calls == ["check [48, 6] 5 0123456789abcdef", "check [] 5 "])
      #expect(port.log.count == 2 * lines)
    }

    @Test(arguments: [(0, false), (1, true), (2, true), (-1, true)] as [(Int32, Bool)])
    func signaturesAreNeededUnlessTheBoardSaysNo(_ answer: Int32, _ isNeeded: Bool) {
      port.answers["signature_needed"] = answer
      #expect(PortKeys().hasKeys == isNeeded)
    }

    @Test(
      arguments: [
        (0, .down(nil)), (1, .up), (2, .down(.wrongPassword)), (3, .down(.outOfReach)),
        (4, .down(.unsupportedSecurity)), (5, .down(.noAddress)), (6, .down(.other)),
      ] as [(Int32, NetworkState)])
    func eachStateIsACase(_ answer: Int32, _ state: NetworkState) {
      port.answers["network_state"] = answer
      var network = PortNetwork()
      #expect(network.state() == state)
      #expect(port.log.isEmpty)
    }

    @Test func aStateThatCannotBeIsTroubleAndToldOnce() {
      var network = PortNetwork()
      for answer: Int32 in [7, 7, -1, 1, -1, .max] {
        port.answers["network_state"] = answer
        #expect(network.state() == (answer == 1 ? .up : .down(.other)))
      }
      #expect(
        port.log
          == [7, -1, -1, Int32.max].map { "port: sleeve_network_state must not answer \($0)" })
    }

    @Test func noTimeIsNoTime() {
      var time = PortTime()
      #expect(time.unixMilliseconds() == nil)
      port.unixMs = .max
      #expect(time.unixMilliseconds() == .max)
    }

    private func configuration() -> Configuration {
      var store = PortSettings()
      return Configuration(from: &store)
    }

    @Test func settingsComeByTheirKeys() {
      port.settings = [
        "poll_ms": "2000", "gateway_url": "https://gateway.example", "device_id": "desk",
      ]
      let settings = configuration()
      #expect(settings.pollPeriodMs == 2_000)
      #expect(settings.gatewayURL.count == 23)
      #expect(settings.deviceID.count == 4)
      #expect(!settings.isRefused(.panel))
    }

    @Test func aSettingThatIsTooLongIsRefused() {
      port.settings["gateway_url"] = "https://" + String(repeating: "g", count: 120)
      #expect(configuration().gatewayURL.count == 128)
      port.settings["gateway_url"] = "https://" + String(repeating: "g", count: 121)
      #expect(configuration().isRefused(.gatewayURL))
    }

    @Test(arguments: [129, .max, -2, .min] as [Int32])
    func aLengthThatCannotBeSetsNothing(_ answer: Int32) {
      port.answers["setting"] = answer
      let settings = configuration()
      #expect(settings.pollPeriodMs == Configuration().pollPeriodMs)
      #expect(settings.isRefused(.pollPeriodMs) == (answer > 0))
      #expect(port.log.isEmpty == (answer > 0))
    }
  }
}
