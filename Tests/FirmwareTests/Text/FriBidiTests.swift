import HostSim

#if os(Linux)
  import Testing

  @testable import Firmware

  /// The order of text against the system's implementation, on random lines.
  ///
  /// Left out is what the device does not claim (``BidiClaim``), a paragraph's end but at the end of
  /// a line, level and place of boundary neutrals, of which the algorithm says nothing, and marks on
  /// brackets, after which fribidi 1.0.8 misses pairs.
  @Suite struct FriBidiTests {
    /// Characters by class. fribidi 1.0.8 has the classes of Unicode 13 and the device those of
    /// Unicode 15: where these differ, the character is not in the lists.
    private static let classes: [[UInt32]] = {
      var lists = [[UInt32]](repeating: [], count: ScalarTraitsTests.names.count)
      let others = ["LTR": "L", "RTL": "R", "BS": "B", "SS": "S"]
      for code in UInt32(0)..<0x2_0000 where Unicode.Scalar(code) != nil {
        let bidiClass = Int(ScalarTraits(code).bidiClass.rawValue)
        let name = FriBidi.bidiClass(code)
        if ScalarTraitsTests.names[bidiClass] == others[name] ?? name, !FriBidi.isBracket(code) {
          lists[bidiClass].append(code)
        }
      }
      return lists
    }()

    /// fribidi 1.0.8 pairs U+FE5B with U+007D and does not pair U+2329 with U+3009: such brackets
    /// are left to Unicode's files.
    private static let brackets = "()[]{}⟨⟩「」".unicodeScalars.map(\.value)
    private static let isolates: [UInt32] = [0x2066, 0x2067, 0x2068, 0x2069]

    private static let words = [
      "שיר", "ירושלים", "שָׁלוֹם", "צ׳", "צה״ל", "الليلة", "أُغنية", "گۆرانی", "خۆشەویستی", "پښتو",
      "Love", "Ænima", "S.O.S.", "feat.", "हिन्दी", "किताब", "春", "2024", "7", "3.14", "1,000",
      "12:30", "-5°", "$9.99", "+1", "50%", "#1", "٢٠٢٤", "۱۳۹۹", "٣٫١٤", "١٬٠٠٠", "(", ")", "[",
      "]", "«", "»", "-", "–", "/", "&", "·", "…", "!", "?", "؟", "،", ":", "'", "\"", "♪", "🎵",
      "\u{200F}", "\u{200E}", "\u{61C}", "\u{200D}", "\u{301}", "\u{2067}", "\u{2068}",
      "\u{2066}", "\u{2069}",
    ]

    private static func isHeld(_ scalars: [UInt32]) -> Bool {
      let seen = scalars.filter { ScalarTraits($0).bidiClass != .boundaryNeutral }
      let isMarked = zip(seen, seen.dropFirst()).contains {
        FriBidi.isBracket($0) && ScalarTraits($1).bidiClass == .nonspacingMark
      }
      return BidiClaim.includes(scalars) && !isMarked
    }

    /// What the device makes of the line and fribidi does not; nil where both agree.
    private static func difference(_ scalars: [UInt32]) -> String? {
      let isLeftOut = scalars.map { ScalarTraits($0).bidiClass == .boundaryNeutral }
      let (found, meant) = (BidiResult(of: scalars), FriBidi.resolve(scalars))
      let isSame = found.without { isLeftOut[$0] }.looks(like: meant.without { isLeftOut[$0] })
      return isSame ? nil : "\(BidiResult.name(scalars)): \(found), not \(meant)"
    }

    /// As long as the runs that the device tells apart are enough.
    @Test func agreesOnRandomCharacters() {
      var random = SeededGenerator(seed: 1)
      var classes = Self.classes
      #expect(classes.allSatisfy { !$0.isEmpty })
      let ends = classes.remove(at: Int(BidiClass.paragraphSeparator.rawValue))
      var (all, passed) = (0, 0)
      while all < 20_000 {
        var scalars = (0..<Int.random(in: 1...40, using: &random)).map { _ in
          switch Int.random(in: 0..<8, using: &random) {
          case 0: Self.isolates.randomElement(using: &random)!
          case 1: Self.brackets.randomElement(using: &random)!
          default: classes.randomElement(using: &random)!.randomElement(using: &random)!
          }
        }
        if Bool.random(using: &random) { scalars.append(ends.randomElement(using: &random)!) }
        guard Self.isHeld(scalars) else { continue }
        all += 1
        let difference = Self.difference(scalars)
        #expect(difference == nil)
        if difference == nil { passed += 1 }
      }
      print("fribidi, characters: \(passed) of \(all)")
    }

    private static func words(_ random: inout SeededGenerator) -> String {
      let pieces = (0..<Int.random(in: 1...8, using: &random)).map { _ in
        words.randomElement(using: &random)!
      }
      return pieces.joined(separator: Bool.random(using: &random) ? " " : "")
    }

    /// Lines, and pairs of isolates as artist and album are.
    @Test func agreesOnRandomWords() {
      var random = SeededGenerator(seed: 2)
      var (all, passed) = (0, 0)
      while all < 20_000 {
        var text = Self.words(&random)
        if Bool.random(using: &random) {
          text = "\u{2068}\(text)\u{2069} · \u{2068}\(Self.words(&random))\u{2069}"
        }
        let scalars = text.unicodeScalars.map(\.value)
        guard Self.isHeld(scalars) else { continue }
        all += 1
        let difference = Self.difference(scalars)
        #expect(difference == nil)
        if difference == nil { passed += 1 }
      }
      print("fribidi, words: \(passed) of \(all)")
    }
  }
#endif
