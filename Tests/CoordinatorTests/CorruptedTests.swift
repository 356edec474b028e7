import Foundation
import Testing

@testable import Coordinator

/// Events and answers that are cut off or have a wrong byte, at every place: each leads to actions that
/// can be read, and none to a trap. `Tests/Worker/corrupted.test.mjs` does the same to the module, where
/// `Int` has 32 bits.
@Suite struct CorruptedTests {
  private static let bytes: [UInt8] = [
    0, 0x22, 0x2C, 0x2D, 0x39, 0x5B, 0x65, 0x7B, 0x7D, 0xF4, 0xFF,
  ]

  @Test func nothingTraps() throws {
    let life = Gateway()
    life.recordsEvents = true
    life.restart()
    life.ask(cover: 240, device: "kitchen")
    life.tell(["event": "cover", "cover_id": "640a0", "state": "ready", "accent": "#102030"])
    life.tell(["event": "signed_in", "code": FakeSpotify.code, "redirect_uri": "https://x/y"])
    life.service.instead = { _, _ in FakeSpotify.Answer(status: 429, retryAfter: "120") }
    life.run(for: 60_000)
    life.tell(["event": "failed", "call": 5, "reason": "timeout"])
    _ = life.status()
    // From a state that has everything in it.
    life.restart()
    #expect(life.events.count > 8)
    var coordinator = Coordinator()
    func tell(_ message: [UInt8], _ body: [UInt8], _ now: Int64) throws {
      let output = coordinator.handle(message.span, body.span, now: now)
      let actions = try JSONSerialization.jsonObject(with: Data(output)) as? [[String: Any]]
      #expect(actions?.allSatisfy { $0["do"] is String } == true)
    }
    for (number, (message, body, now)) in life.events.enumerated() {
      for index in message.indices {
        try tell(Array(message[..<index]), body, now)
        for byte in Self.bytes { try tell(message.with(byte, at: index), body, now) }
      }
      for index in body.indices {
        for body in [
          Array(body[..<index]), body.with(Self.bytes[index % Self.bytes.count], at: index),
          // A number becomes one that no integer holds.
          body[..<index] + Array(repeating: 0x39, count: 20) + body[index...],
        ] {
          // It is expected only after what came before it.
          for event in life.events[..<number] {
            _ = coordinator.handle(event.message.span, event.body.span, now: event.now)
          }
          try tell(message, body, now)
        }
      }
    }
  }
}

extension [UInt8] {
  fileprivate func with(_ byte: UInt8, at index: Int) -> [UInt8] {
    var bytes = self
    bytes[index] = byte
    return bytes
  }
}
