import HostSim
import Testing

@testable import Firmware

/// The reader against the model on random texts, valid and damaged.
struct JSONReaderPropertyTests {
  private static func compare(_ text: [UInt8], _ random: inout SeededGenerator) -> Bool {
    let model = JSONModel(text)
    let whole = JSONReading(text)
    let split = JSONReading(text, cuts: random.cuts(text.count, atMost: 8))
    return whole.failedAt == model.failedAt && whole.events == model.events && split == whole
  }

  @Test(arguments: 0..<UInt64(40))
  func randomTextsAreReadAsTheModelDoes(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var generator = JSONGenerator(SeededGenerator(seed: ~seed))
    for _ in 0..<25 {
      let text = generator.document()
      let isValid = JSONModel(text).failedAt == nil
      #expect(isValid)
      let isSame = Self.compare(text, &random)
      #expect(isSame, "\(String(decoding: text, as: UTF8.self))")
    }
  }

  @Test(arguments: 0..<UInt64(40))
  func damagedTextsAreReadAsTheModelDoes(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var generator = JSONGenerator(SeededGenerator(seed: ~seed))
    var rejected = 0
    for _ in 0..<60 {
      let text = random.mutated(generator.document(), inserting: JSONGenerator.alphabet)
      if JSONModel(text).failedAt != nil { rejected += 1 }
      let isSame = Self.compare(text, &random)
      #expect(isSame, "\(text)")
    }
    // Damage that the model does not see would prove nothing.
    #expect(rejected > 10)
  }

  @Test(arguments: 0..<UInt64(10))
  func wordsOfTheGrammarInAnyOrderAreReadAsTheModelDoes(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let words = [
      "{", "}", "[", "]", ",", ":", "\"", "\"a\"", "\"a\":", "true", "null", "0", "1", "-", ".5",
      "e9", " ", "\\u", "D83C", "\\", "n", "\u{E9}",
    ]
    for _ in 0..<200 {
      let text = (0..<random.below(10)).map { _ in random.pick(words) }.joined()
      let isSame = Self.compare(Array(text.utf8), &random)
      #expect(isSame, "\(text)")
    }
  }
}
