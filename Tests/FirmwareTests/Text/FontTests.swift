import Testing

@testable import Firmware

@Suite struct FontTests {
  static let fonts = [Font.large, Font.medium, Font.small]

  /// What the project promises in anti-aliased letters.
  static let promised: [ClosedRange<UInt32>] = [
    0x20...0x7E, 0xA0...0x24F, 0x300...0x36F, 0x370...0x3FF, 0x400...0x4FF, 0x1E00...0x1EFF,
    0x2010...0x2027, 0x2030...0x205E, 0x20A0...0x20BE, 0x2190...0x2199, 0x2669...0x266F,
    0xFFFD...0xFFFD, 0x25C6...0x25C6,
  ]

  static func isAssigned(_ code: UInt32) -> Bool {
    guard let properties = Unicode.Scalar(code)?.properties else { return false }
    return properties.generalCategory != .unassigned && properties.generalCategory != .format
  }

  /// The Coptic letters in the Greek block are left to the fallback font.
  static let codes = promised.flatMap { Array($0) }.filter {
    isAssigned($0) && !(0x3E2...0x3EF).contains($0)
  }

  @Test(arguments: fonts) func hasEveryPromisedGlyph(font: Font) {
    let lacking = Self.codes.filter { font.glyph(for: $0) == nil }
    #expect(lacking.isEmpty, "\(lacking.map { String($0, radix: 16) })")
    let blank = Self.codes.filter { font.glyph(for: $0)!.count == 0 && $0 != 0x34F }
    #expect(blank == [0x20, 0xA0], "\(blank.map { String($0, radix: 16) })")
  }

  @Test(arguments: fonts) func keepsEveryRowInItsData(font: Font) {
    for code in UInt32(0)...0xFFFF {
      guard let glyph = font.glyph(for: code) else { continue }
      #expect((0...32).contains(glyph.advance))
      for index in 0..<glyph.count {
        let image = glyph.images[index]
        #expect(image.left > -32 && Int(image.left) + Int(image.width) <= glyph.advance + 32)
        var run = GlyphRun()
        run.append(glyph, x: 100, baseline: 40, width: 1000)
        let picture = run.pictures[index]
        let lastRow = GlyphRow(Int(picture.top) + Int(picture.rows) - 1, of: picture)
        #expect(lastRow.start + Int(picture.width) <= 2 * Font.byteCount)
      }
    }
  }

  @Test(arguments: fonts) func holdsLettersInTheLine(font: Font) {
    for code in Array(UInt32(0x21)...0x7E) + Array(0xA1...0xFF) where code != 0xAD {
      let glyph = font.glyph(for: code)!
      for index in 0..<glyph.count {
        let image = glyph.images[index]
        #expect(Int(image.top) <= font.ascent && Int(image.rows) - Int(image.top) <= font.descent)
      }
    }
  }

  /// The promise of `Limits.LinePictures`: 240 columns never fill it.
  @Test(arguments: fonts) func fillsNoRunIn240Columns(font: Font) {
    for code in Self.codes {
      let glyph = font.glyph(for: code)!
      guard ScalarTraits.role(of: code) == .spacing, glyph.count > 0 else { continue }
      let atOnce = (240 + 2 * 8) / glyph.advance + 1
      #expect(
        atOnce * glyph.count <= Limits.LinePictures<GlyphRun.Picture>.count,
        "U+\(String(code, radix: 16))")
    }
  }

  @Test func hasNothingElse() {
    for code: UInt32 in [0x00, 0x1F, 0x7F, 0x9F, 0x378, 0x3E2, 0x4E00, 0x1F3B5, .max] {
      let isThere = Font.medium.glyph(for: code) != nil
      #expect(!isThere)
    }
  }

  @Test func hasAClockFaceOfDigits() {
    for code in UInt32(0)...0xFFFF {
      let found = Font.clock.glyph(for: code)
      guard let glyph = found else {
        #expect(!(0x30...0x3A).contains(code) && !"AMP".utf8.contains { $0 == code })
        continue
      }
      let (image, count) = (glyph.images[0], glyph.count)
      #expect((0x30...0x3A).contains(code) || "AMP".utf8.contains { $0 == code })
      #expect(count == 1 && Int(image.top) <= Font.clock.ascent)
      let rows = code > 0x3A ? 20...26 : 0x3A == code ? 30...62 : 60...63
      #expect(rows.contains(Int(image.rows)))
    }
  }

  /// So that no time jumps.
  @Test(arguments: fonts + [.clock]) func hasDigitsOfOneWidth(font: Font) {
    #expect(Set((0x30...0x39).map { font.glyph(for: $0)!.advance }).count == 1)
  }

  @Test func looksAsItDid() {
    let title = TextFixture.draw("Äg", as: .sample(.medium), width: 22, height: 22)
    #expect(title.art == Self.titleArt)
    let body = TextFixture.draw("é€", as: .sample(.small), width: 18, height: 18)
    #expect(body.art == Self.bodyArt)
  }

  static let titleArt = """


       %%  #%
       ##  ##

        .@@.
        =@@=
        %@@%
       -@**@:     -#@#-#@.
       *@--@*    -@@%#@@@.
       @%  %@    #@+  -@@.
      -@*  *@-  .@@    @@.
      #@-  -@#  :@%    @@.
     .@@@@@@@@. .@%    @@.
     =@%####%@=  @@    @@.
     %@:    -@#  #@+  -@@.
    :@%      %@: :@@%#@@@.
    *@*      *@*  -#@#-@@.
                      .@@
                 .*   +@#
                 =@%##@@:
                  -#@%*.
    """
  static let bodyArt = """



        **    -#@#.
       -*    -@=.:
             #=
      +%%=   @:
     **.:#--%@%%*
    .@.  =* .@.
    -@%%%@#-%@%%*
    -@.....  @:
    .@.      %=
     *#:.*+  =%-.:
      *%%*    -#%#.




    """
}
