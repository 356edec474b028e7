import HostSim
import Testing

@testable import Firmware

/// What holds for every manifest.
@Suite struct ManifestPropertyTests {
  @Test func everySplitPointGivesTheSame() {
    for text in [ManifestText.full, .bare.with("url", "\"a\"")] {
      let bytes = text.bytes
      let whole = ManifestRun(bytes)
      for cut in 0...bytes.count {
        #expect(ManifestRun(bytes, cuts: [cut]) == whole, "cut at \(cut)")
      }
      #expect(ManifestRun(bytes, cuts: regularCuts(bytes.count, every: 1)) == whole)
    }
  }

  @Test func everyTruncationIsRefusedAtItsEnd() {
    let bytes = ManifestText.full.bytes
    for count in 0..<bytes.count {
      let expected = ManifestError(reason: .json(.truncated), offset: count)
      #expect(ManifestRun(Array(bytes[..<count])).error == expected, "\(count) bytes")
    }
  }

  /// Any change of any byte is read the same whatever the chunks, and never traps; the same reader
  /// goes on after it as if nothing had been.
  @Test(arguments: 1...10 as ClosedRange<UInt64>)
  func changedManifestsAreReadTheSameInAnyChunks(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var reader = ManifestReader()
    let good = ManifestText.full.bytes
    let expected = ManifestRun(good)
    let alphabet = Array("{}[],:\"\\u0129.eE+-aAzZ= /@#?\u{7F}\u{E9}".utf8)
    for _ in 0..<25 {
      let bytes = random.mutated(good, inserting: alphabet)
      let whole = ManifestRun(bytes)
      let cuts = random.cuts(bytes.count, atMost: 9)
      #expect(ManifestRun(bytes, cuts: cuts, &reader) == whole, "\(string(bytes.span)), \(cuts)")
      #expect(whole.error.map { $0.offset <= bytes.count } ?? true)
      #expect(ManifestRun(good, cuts: random.cuts(good.count, atMost: 3), &reader) == expected)
    }
  }

  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func anyBytesAreRefused(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<200 {
      let bytes = (0..<random.below(200)).map { _ in random.byte() }
      #expect(ManifestRun(bytes).error != nil)
      // As the text of each member, too: up to a first byte that no text of it has.
      let inside = Array("{\"url\":\"https://".utf8) + bytes
      #expect(ManifestRun(inside).error != nil)
    }
  }

  @Test func anErrorIsThrownAgain() {
    for text in [
      "[", "{\"size\":1.5,", "{\"board\":\"\u{E9}", String(repeating: " ", count: 4_097),
    ] {
      let bytes = Array(text.utf8)
      let more = ManifestText.full.bytes
      var reader = ManifestReader()
      var errors: [ManifestError] = []
      for chunk in [bytes, more, []] {
        do throws(ManifestError) { try reader.feed(chunk.span) } catch { errors.append(error) }
      }
      do throws(ManifestError) { try reader.finish() } catch { errors.append(error) }
      #expect(errors.count == 4)
      #expect(errors.allSatisfy { $0 == errors.first })
    }
  }

  @Test func everyReasonSaysSomethingOfItsOwn() {
    var members: [ManifestMember] = []
    while let next = ManifestMember(rawValue: UInt8(members.count)) { members.append(next) }
    #expect(members.count == 10)
    let values = Set(members.map { "\(ManifestReason.badValue($0).description)" })
    // The name of a key may be anything, so nothing is said of it alone.
    #expect(values.count == 9)
    for reason in members.flatMap({ [ManifestReason.missing($0), .wrongType($0), .badText($0)] }) {
      #expect(reason.member != nil)
      #expect(!values.contains("\(reason.description)"))
    }
    #expect(ManifestReason.json(.tooDeep).description.description == "nested too deeply")
    #expect(ManifestReason.tooLong.member == nil)
  }
}
