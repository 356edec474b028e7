import HostSim
import Testing

@testable import Firmware

@Suite struct UTF8ScalarsTests {
  private func scalars(_ bytes: [UInt8]) -> [UInt32] {
    var reader = UTF8Scalars()
    var found: [UInt32] = []
    while let scalar = reader.next(in: bytes.span) { found.append(scalar) }
    return found
  }

  /// The standard library substitutes in the same way, by an implementation of its own.
  private func model(_ bytes: [UInt8]) -> [UInt32] {
    String(decoding: bytes, as: UTF8.self).unicodeScalars.map(\.value)
  }

  @Test func readsEveryScalar() {
    for first in stride(from: UInt32(0), to: 0x110000, by: 0x800) where first != 0xD800 {
      let values = Array(first..<first + 0x800).filter { Unicode.Scalar($0) != nil }
      let text = values.flatMap { Array(String(Unicode.Scalar($0)!).utf8) }
      #expect(scalars(text) == values)
    }
  }

  @Test func readsTextCutAtEveryByte() {
    let text = Array("aé€😀e\u{301}한".utf8)
    for start in 0...text.count {
      for end in start...text.count {
        let part = Array(text[start..<end])
        #expect(scalars(part) == model(part))
      }
    }
  }

  @Test func replacesMalformedTextAsTheStandardSays() {
    var random = SeededGenerator(seed: 0x7E87)
    let interesting: [UInt8] = [
      0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1,
      0xED,
      0xEF, 0xF0, 0xF1, 0xF4, 0xF5, 0xFF,
    ]
    for _ in 0..<20_000 {
      let length = Int.random(in: 0...6, using: &random)
      let bytes = (0..<length).map { _ in interesting.randomElement(using: &random)! }
      #expect(scalars(bytes) == model(bytes), "\(bytes)")
    }
  }
}
