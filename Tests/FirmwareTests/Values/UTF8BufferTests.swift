import HostSim
import Testing

@testable import Firmware

struct UTF8BufferTests {
  /// A scalar of each length in UTF-8, and the ends of each length's range.
  private static let scalars: [UInt32] = [
    0x00, 0x41, 0x7F, 0x80, 0xE9, 0x7FF, 0x800, 0x20AC, 0xD7FF, 0xE000, 0xFFFD, 0xFFFF, 0x1_0000,
    0x1F3B5, 0x10_FFFF,
  ]

  private static func utf8(_ scalar: UInt32) -> [UInt8] {
    Unicode.Scalar(scalar).map { Array(String(Character($0)).utf8) } ?? []
  }

  private static func bytes<let capacity: Int>(
    _ buffer: borrowing UTF8Buffer<capacity>
  ) -> [UInt8] {
    var copy = UTF8Buffer<capacity>()
    copy.copy(buffer)
    return copy.withBytes { span in span.indices.map { span[$0] } }
  }

  @Test(arguments: scalars)
  func everyScalarIsEncodedAsTheStandardLibraryDoes(scalar: UInt32) {
    var buffer = UTF8Buffer<4>()
    buffer.append(scalar: scalar)
    let (bytes, isCut) = (Self.bytes(buffer), buffer.isCut)
    #expect(bytes == Self.utf8(scalar))
    #expect(!isCut)
  }

  @Test(arguments: scalars)
  func aScalarThatDoesNotFitIsLeftOutWhole(scalar: UInt32) {
    let encoded = Self.utf8(scalar)
    for filled in 0...8 {
      var buffer = UTF8Buffer<8>()
      let filling = [UInt8](repeating: 0x78, count: filled)
      buffer.append(ascii: filling.span.extracting(0..<filled))
      buffer.append(scalar: scalar)
      let fits = filled + encoded.count <= 8
      let (bytes, isCut) = (Self.bytes(buffer), buffer.isCut)
      #expect(bytes == (fits ? filling + encoded : filling))
      #expect(isCut == !fits)
      // What comes later must not close the gap, however short it is.
      buffer.append(scalar: 0x79)
      let later = Self.bytes(buffer)
      #expect(later == (filled + encoded.count < 8 ? filling + encoded + [0x79] : bytes))
      buffer.removeAll()
      let isReset = buffer.isEmpty && !buffer.isCut
      #expect(isReset)
    }
  }

  @Test(arguments: 0..<UInt64(300))
  func theTextIsThePrefixThatFits(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var buffer = UTF8Buffer<23>()
    var model: [UInt8] = []
    var isCut = false
    for _ in 0..<random.below(16) {
      if random.isOneIn(2) {
        let text = (0..<random.below(9)).map { _ in UInt8(0x20 + random.below(0x5F)) }
        let start = random.below(text.count + 1)
        buffer.append(ascii: text.span.extracting(start..<text.count))
        for byte in text[start...] where !isCut {
          if model.count < 23 { model.append(byte) } else { isCut = true }
        }
      } else {
        let scalar = random.pick(Self.scalars)
        buffer.append(scalar: scalar)
        isCut = isCut || model.count + Self.utf8(scalar).count > 23
        if !isCut { model += Self.utf8(scalar) }
      }
    }
    let (bytes, count, wasCut) = (Self.bytes(buffer), buffer.count, buffer.isCut)
    #expect(bytes == model)
    #expect(count == model.count)
    #expect(wasCut == isCut)
    #expect(String(validating: bytes, as: UTF8.self) != nil)
  }

  @Test
  func equalityIsOfTheText() {
    let texts = ["", "a", "b", "ab", "abc", "ab\u{20AC}", "abcdefgh"]
    for first in texts {
      for second in texts {
        var left = UTF8Buffer<8>()
        var right = UTF8Buffer<8>()
        // What was there before must not count.
        right.append(scalar: 0x7A)
        right.removeAll()
        for scalar in first.unicodeScalars { left.append(scalar: scalar.value) }
        for scalar in second.unicodeScalars { right.append(scalar: scalar.value) }
        let areEqual = left.equals(right)
        #expect(areEqual == (first == second), "\(first) and \(second)")
      }
    }
  }

  @Test
  func aCopyStandsForItself() {
    var original = UTF8Buffer<4>()
    var copy = UTF8Buffer<4>()
    let text = Array("abcde".utf8)
    original.append(ascii: text.span.extracting(0..<5))
    copy.copy(original)
    let wasCut = copy.isCut
    original.removeAll()
    original.append(scalar: 0x7A)
    let kept = Self.bytes(copy)
    #expect(wasCut)
    #expect(kept == Array("abcd".utf8))
  }

  @Test(arguments: ["", "a", "title", "titlf", "titl", "titles"])
  func spansCompareWithASCIIStrings(text: String) {
    let bytes = Array(text.utf8)
    let isTitle = bytes.span.equals("title")
    #expect(isTitle == (text == "title"))
  }
}
