import Foundation
import HostSim
import Testing

@testable import Firmware

struct Base64DecoderTests {
  private struct Decoding: Equatable {
    var bytes: [UInt8] = []
    var failedAt: Int?
    var isComplete = true

    init(_ text: [UInt8], cuts: [Int] = []) {
      var decoder = Base64Decoder()
      var fed = 0
      for chunk in chunks(text, cuts: cuts) {
        var index = 0
        while failedAt == nil && index < chunk.count {
          let before = index
          let step = decoder.push(chunk.span, &index)
          if step != .invalid && index == before { Issue.record("\(step) after \(before)") }
          switch step {
          case .more: break
          case .complete:
            for position in 0..<decoder.byteCount {
              bytes.append(UInt8(decoder.bits >> UInt32(16 - position * 8) & 0xFF))
            }
          case .invalid: failedAt = fed + index
          }
        }
        fed += chunk.count
      }
      isComplete = decoder.isComplete
    }

    init(_ model: Base64Model) {
      bytes = model.bytes
      failedAt = model.failedAt
      isComplete = model.isComplete
    }
  }

  /// RFC 4648 section 10.
  private static let vectors = [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
    ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
  ]

  @Test(arguments: vectors)
  func theVectorsOfTheRFCDecodeAtEverySplit(plain: String, encoded: String) {
    let text = Array(encoded.utf8)
    for cut in 0...text.count {
      let decoding = Decoding(text, cuts: [cut])
      #expect(decoding.bytes == Array(plain.utf8), "split at \(cut)")
      #expect(decoding.failedAt == nil && decoding.isComplete, "split at \(cut)")
    }
  }

  @Test(arguments: 0...64)
  func whatFoundationEncodesDecodes(count: Int) {
    var random = SeededGenerator(seed: UInt64(count))
    for _ in 0..<20 {
      let bytes = (0..<count).map { _ in random.byte() }
      let text = Array(Data(bytes).base64EncodedString().utf8)
      let whole = Decoding(text)
      #expect(whole.bytes == bytes)
      #expect(whole.failedAt == nil && whole.isComplete)
      let split = Decoding(text, cuts: random.cuts(text.count, atMost: 9))
      #expect(split == whole)
    }
  }

  @Test(arguments: ["Zm9vYmFy", "Zm9vYmE=", "Zm9vYg==", "AAAA", "AA==", "//8=", "+/+/"])
  func everySubstitutedCharacterIsJudgedAsTheModelDoes(encoded: String) {
    var misjudged: [[UInt8]] = []
    for position in 0..<encoded.utf8.count {
      for byte in UInt8.min...UInt8.max {
        var text = Array(encoded.utf8)
        text[position] = byte
        let expected = Self.expected(text)
        for cuts in [[], [1, 2, 3], [text.count - 1]] where Decoding(text, cuts: cuts) != expected {
          misjudged.append(text)
        }
      }
    }
    #expect(misjudged == [])
  }

  private static func expected(_ text: [UInt8]) -> Decoding {
    var expected = Decoding(Base64Model(text))
    // A wrong character leaves the decoder where it was.
    if let failedAt = expected.failedAt { expected.isComplete = failedAt % 4 == 0 }
    return expected
  }

  @Test(arguments: 0..<UInt64(20))
  func damagedTextsAreJudgedAsTheModelDoes(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let alphabet = Array("AQgwZ/+9==-_ \n\"".utf8) + [0x00, 0x80, 0xFF]
    for _ in 0..<200 {
      let bytes = (0..<random.below(12)).map { _ in random.byte() }
      let encoded = Array(Data(bytes).base64EncodedString().utf8)
      let text = random.mutated(encoded, inserting: alphabet)
      let decoding = Decoding(text, cuts: random.cuts(text.count, atMost: 4))
      #expect(decoding == Self.expected(text), "\(text)")
    }
  }

  @Test
  func theWholeAlphabetDecodesInItsOrder() {
    let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    let decoding = Decoding(Array(alphabet.utf8))
    var sextets: [UInt8] = []
    for index in stride(from: 0, to: decoding.bytes.count, by: 3) {
      let bytes = decoding.bytes[index..<index + 3].map(UInt32.init)
      let bits = bytes.reduce(0) { $0 << 8 | $1 }
      sextets += [18, 12, 6, 0].map { UInt8(bits >> $0 & 63) }
    }
    #expect(sextets == Array(0..<64))
  }
}
