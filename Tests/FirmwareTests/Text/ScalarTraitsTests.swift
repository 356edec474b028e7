import Foundation
import Testing

@testable import Firmware

/// The tables against the files that they are made from, read in another way.
@Suite(.enabled(if: UnicodeFile.isExpected)) struct ScalarTraitsTests {
  static let names = [
    "L", "R", "AL", "EN", "ES", "ET", "AN", "CS", "NSM", "BN", "B", "S", "WS", "ON",
  ]

  @Test func hasUnicodesClasses() throws {
    let classes = try UnicodeFile.property("extracted/DerivedBidiClass.txt")
    let categories = try UnicodeFile.property("extracted/DerivedGeneralCategory.txt")
    var count = 0
    for code in UInt32(0)..<0x2_0000 {
      let category = categories[code] ?? "Cn"
      let name = classes[code] ?? "L"
      if ["Cn", "Co", "Cs"].contains(category) || code > 0xFFFF && name == "NSM" { continue }
      guard let index = Self.names.firstIndex(of: name) else { continue }
      count += 1
      #expect(Int(ScalarTraits(code).bidiClass.rawValue) == index, "U+\(String(code, radix: 16))")
    }
    #expect(count > 70_000)
  }

  @Test func hasUnicodesMarksAndJoiningLetters() throws {
    let categories = try UnicodeFile.property("extracted/DerivedGeneralCategory.txt")
    let joining = try UnicodeFile.property("extracted/DerivedJoiningType.txt")
    let ignorable = try UnicodeFile.property("DerivedCoreProperties.txt") {
      $0 == "Default_Ignorable_Code_Point"
    }
    for code in UInt32(0)...0xFFFF where Unicode.Scalar(code) != nil {
      let role = ScalarTraits.role(of: code)
      let category = categories[code] ?? "Cn"
      if ["Cn", "Co"].contains(category) { continue }
      if category == "Mn" || category == "Me" {
        #expect((role == .mark) == (ignorable[code] == nil), "U+\(String(code, radix: 16))")
      }
      if category == "Cc" || ignorable[code] != nil { #expect(role == .invisible) }
      if 0x600...0x8FF ~= code, joining[code] == "D", code < 0x7C0 || code > 0x858 {
        #expect(role == .joinsBoth, "U+\(String(code, radix: 16))")
      }
      let isArabic = 0x600...0x8FF ~= code && !(0x7C0...0x85F ~= code)
      #expect((role == .joinsBefore) == (joining[code] == "R" && isArabic))
      #expect(role == ScalarTraits(code).role)
    }
  }

  @Test func mirrorsAsUnicodeDoes() throws {
    let mirrors = try UnicodeFile.property("BidiMirroring.txt").mapValues { UInt32($0, radix: 16)! }
    let brackets = try UnicodeFile.property("BidiBrackets.txt", field: 2)
    for code in UInt32(0)...0xFFFF {
      let pair = MirroredPair(code)
      #expect(pair?.other == mirrors[code], "U+\(String(code, radix: 16))")
      let bracket: MirroredPair.Bracket =
        switch brackets[code] {
        case "o": .opening
        case "c": .closing
        default: .none
        }
      #expect((pair?.bracket ?? .none) == bracket, "U+\(String(code, radix: 16))")
    }
  }
}
