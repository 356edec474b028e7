import HostSim
import Testing

@testable import Firmware

extension Fingerprint {
  /// Of a whole text at once.
  init(_ text: String) {
    self.init()
    for scalar in text.unicodeScalars { add(scalar: scalar.value) }
  }

  /// Both halves of the hash.
  var hash: UInt64 { UInt64(high) << 32 | UInt64(low) }
}

struct FingerprintTests {
  /// A name as a gateway could give it.
  private static let long =
    "/api/media_player_proxy/media_player.kitchen?token=" + String(repeating: "0123abcd", count: 20)

  @Test func differsWhereverTheTextDoes() {
    let scalars = Array(Self.long.unicodeScalars)
    var seen: Set<UInt64> = [Fingerprint(Self.long).hash]
    for index in scalars.indices {
      for bit in UInt32(0)..<7 {
        var other = Fingerprint()
        for (place, scalar) in scalars.enumerated() {
          other.add(scalar: place == index ? scalar.value ^ 1 << bit : scalar.value)
        }
        #expect(seen.insert(other.hash).inserted)
      }
    }
    #expect(Fingerprint("\0") != Fingerprint("") && Fingerprint("\0") != Fingerprint("\0\0"))
    #expect(Fingerprint("").isEmpty && !Fingerprint("\0").isEmpty)
    #expect(Fingerprint("ab") != Fingerprint("ba"))
  }

  /// Each half alone meets its equal about as often as random numbers of 32 bits: so both together
  /// do about as often as 64 bits.
  @Test(arguments: ["", "x", "spotify:track:", "媒体"])
  func halvesCollideLikeRandomNumbers(_ prefix: String) {
    var (low, high, whole) = (Set<UInt32>(), Set<UInt32>(), Set<UInt64>())
    let count = 200_000
    for number in 0..<count {
      let print = Fingerprint(prefix + String(number, radix: 36))
      low.insert(print.low)
      high.insert(print.high)
      whole.insert(print.hash)
    }
    #expect(whole.count == count)
    // Expected: n² / 2³³ = 4.7 equal pairs. More than 20 has a probability of 10⁻⁷.
    #expect(count - low.count <= 20 && count - high.count <= 20)
  }

  /// Two scalars later, a flipped bit has changed about half of the hash.
  @Test func everyBitReachesHalfOfTheHash() {
    var random = SeededGenerator(seed: 7)
    for bit in UInt32(0)..<21 {
      var changed = 0
      for _ in 0..<500 {
        let scalars = (0..<6).map { _ in UInt32.random(in: 0...0x10FFFF, using: &random) }
        var (one, other) = (Fingerprint(), Fingerprint())
        for (place, scalar) in scalars.enumerated() {
          one.add(scalar: scalar)
          other.add(scalar: place == 3 ? scalar ^ 1 << bit : scalar)
        }
        changed += (one.hash ^ other.hash).nonzeroBitCount
      }
      #expect((28...36).contains(changed / 500), "bit \(bit): \(changed / 500)")
    }
  }

  /// Whatever the chunks and whichever characters are escaped, in the reader's hands.
  @Test(arguments: 0..<UInt64(30))
  func isTheSameForEverySpelling(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let alphabet = Array("ab/\\\"\u{1}é€🎵0?&=".unicodeScalars)
    for _ in 0..<20 {
      let scalars = (0..<random.below(200)).map { _ in random.pick(alphabet) }
      let text = String(String.UnicodeScalarView(scalars))
      let expected = Fingerprint(text)
      let spelled = scalars.map { Self.spelling($0, &random) }.joined()
      let document = Array("{\"track_id\":\"\(spelled)\",\"cover_id\":\"\(spelled)\"}".utf8)
      let run = DocumentRun(document, cuts: random.cuts(document.count, atMost: 9))
      #expect(run.outcome.error == nil)
      #expect(run.outcome.trackID == expected && run.outcome.coverID == expected)
    }
  }

  private static func spelling(_ scalar: Unicode.Scalar, _ random: inout SeededGenerator) -> String
  {
    let mustEscape = scalar == "\"" || scalar == "\\" || scalar.value < 0x20
    if !mustEscape && random.below(3) > 0 { return String(scalar) }
    return String(scalar).utf16.map { unit in
      let digits = String(unit, radix: 16)
      return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }.joined()
  }
}
