import HostSim
import Testing

@testable import Firmware

/// The words of the glass in all languages.
@Suite struct WordingTests {
  static let languages = "\(Wording.languages)".split(separator: " ").map(String.init)
  static let phrases = (UInt8(0)...Phrase.updateFailedHint.rawValue).map { Phrase(rawValue: $0)! }

  /// The columns of the narrowest glass that is wide enough for notices.
  private static let columns = PageColumn.lineWidth(Size(width: 135, height: 240))

  static func wording(_ language: Int, hasTwelveHours: Bool = false) -> Wording {
    Wording(language: UInt8(language), hasTwelveHours: hasTwelveHours)
  }

  private static func text(_ append: (inout Limits.TileWords) -> Void) -> String {
    var words = Limits.TileWords()
    append(&words)
    return String(taking: &words)
  }

  private static func fits(_ words: String, in columns: Int) -> Bool {
    !words.isEmpty && TextFixture.width(words, in: .small) <= columns
  }

  @Test func everyPhraseIsThereOnceInEveryLanguage() {
    #expect(Self.languages.count == 11)
    var all: [[String]] = []
    for language in Self.languages.indices {
      let wording = Self.wording(language)
      all.append(Self.phrases.map { phrase in Self.text { wording.append(phrase, to: &$0) } })
    }
    #expect(all[0].first == "Advertisement" && all[0].last == "The old version keeps running")
    for words in all { #expect(words.allSatisfy { !$0.isEmpty && !$0.contains("\u{FFFD}") }) }
    #expect(Set(all.map { $0[Int(Phrase.refusedHint.rawValue)] }).count == 11)
  }

  /// After CLDR 47, "MMMMEEEEd" and "MMMMd" of each language.
  @Test(arguments: [
    ("en", "Friday, November 20", "November 20"), ("de", "Freitag, 20. November", "20. November"),
    ("fr", "vendredi 20 novembre", "20 novembre"),
    ("es", "viernes, 20 de noviembre", "20 de noviembre"),
    ("it", "venerdì 20 novembre", "20 novembre"),
    ("pt", "sexta-feira, 20 de novembro", "20 de novembro"),
    ("nl", "vrijdag 20 november", "20 november"), ("sv", "fredag 20 november", "20 november"),
    ("da", "fredag den 20. november", "20. november"),
    ("nb", "fredag 20. november", "20. november"), ("pl", "piątek, 20 listopada", "20 listopada"),
  ]) func datesReadAsTheLanguageHasThem(_ language: String, _ long: String, _ short: String) throws
  {
    let wording = Self.wording(try #require(Self.languages.firstIndex(of: language)))
    let date = CivilTime.evening.date
    #expect(Self.text { wording.append(date, .withWeekday, to: &$0) } == long)
    #expect(Self.text { wording.append(date, .withoutWeekday, to: &$0) } == short)
  }

  @Test func hoursAreTwelveOrTwentyFour() {
    for minute in 0..<1_440 {
      let time = CivilTime(.at(UInt64(minute) * 60))
      let (hour, rest) = (minute / 60, minute % 60)
      let minutes = rest < 10 ? "0\(rest)" : "\(rest)"
      let whole = Self.text { Self.wording(0).append(time, withPeriod: true, to: &$0) }
      #expect(whole == "\(hour < 10 ? "0" : "")\(hour):\(minutes)")
      let twelve = Self.wording(0, hasTwelveHours: true)
      let half = Self.text { twelve.append(time, withPeriod: true, to: &$0) }
      #expect(half == "\(hour % 12 == 0 ? 12 : hour % 12):\(minutes) \(hour < 12 ? "AM" : "PM")")
    }
  }

  /// On the narrowest glass; all others are wider.
  @Test(arguments: languages.indices) func everyNoticeFitsEveryGlass(_ language: Int) {
    let wording = Self.wording(language, hasTwelveHours: true)
    func phrase(_ phrase: Phrase) -> String { Self.text { wording.append(phrase, to: &$0) } }
    var renderer = TextRenderer(fallback: nil)
    for face in Face.all {
      let notice = Notice(face)
      if let headline = notice.headline {
        #expect(Self.fits(phrase(headline), in: Self.columns), "\(phrase(headline))")
      }
      #expect(Self.fits(phrase(notice.pageHint), in: Self.columns), "\(phrase(notice.pageHint))")
      guard let hint = notice.hint.map(phrase) else { continue }
      let bytes = Array(hint.utf8)
      let lines = HintLines(bytes.span, columns: Self.columns, &renderer)
      for line in 0...1 {
        let words = String(decoding: bytes[lines.range(of: line)], as: UTF8.self)
        #expect(line == 1 && words.isEmpty || Self.fits(words, in: Self.columns), "\(words)")
      }
    }
    let code = phrase(.code) + " 12345678"
    let figures = [
      phrase(.until) + " 12:59 PM", phrase(.status) + " 502", phrase(.byte) + " 123456",
    ]
    for words in figures + [code] { #expect(Self.fits(words, in: Self.columns), "\(words)") }
  }

  /// Where the date has one line, and where it has two.
  @Test(arguments: languages.indices) func everyDateFitsEveryGlass(_ language: Int) {
    let wording = Self.wording(language)
    for day in 20_000..<20_366 {
      let date = CivilDate(dayNumber: Int32(day))
      let long = Self.text { wording.append(date, .withWeekday, to: &$0) }
      let short = Self.text { wording.append(date, .withoutWeekday, to: &$0) }
      let weekday = Self.text { wording.append(date.weekday, to: &$0) }
      // The page moves by six columns to either side.
      #expect(Self.fits(long, in: 240 - 12), "\(long)")
      #expect(Self.fits(short, in: 135 - 12) && Self.fits(weekday, in: 135 - 12), "\(short)")
    }
  }
}
