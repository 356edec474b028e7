import FontData

/// The language of the glass, and how it tells the time.
///
/// The words are part of the program, so what they say is trusted; the tests read every one of them.
/// `Firmware/Fonts/README.md` describes their bytes.
public struct Wording: Equatable, Sendable {
  /// The language's place among those that the setting may have; English is the first.
  private let language: UInt8
  /// Whether the day has twice twelve hours.
  let hasTwelveHours: Bool

  public init(language: UInt8 = 0, hasTwelveHours: Bool = false) {
    self.language = language
    self.hasTwelveHours = hasTwelveHours
  }

  /// What the setting may be, in the order of the table.
  static var languages: StaticString { "en de fr es it pt nl sv da nb pl" }

  /// Appends a phrase.
  func append(_ phrase: Phrase, to words: inout Limits.TileWords) {
    append(Table.phrases &+ Int(phrase.rawValue), to: &words)
  }

  /// Appends a date as the language has it, such as `Friday, November 20`.
  func append(_ date: CivilDate, _ form: DateForm, to words: inout Limits.TileWords) {
    let (start, end) = bounds(of: Table.forms &+ Int(form.rawValue))
    for place in start..<end {
      switch Table.region.byte(at: place) {
      case 1: append(date.weekday, to: &words)
      case 2: words.append(decimal: UInt32(date.day))
      case 3: append(Table.months &+ Int(date.month.rawValue) &- 1, to: &words)
      case let byte: words.append(byte: byte)
      }
    }
  }

  func append(_ weekday: Weekday, to words: inout Limits.TileWords) {
    append((Int(weekday.rawValue) &+ 6) % 7, to: &words)
  }

  enum DateForm: UInt8 {
    case withWeekday, withoutWeekday
  }

  /// Appends a time of day, such as `20:05`; with twelve hours `8:05`, and `PM` where asked.
  func append(_ time: CivilTime, withPeriod: Bool, to words: inout Limits.TileWords) {
    appendHour(time, to: &words)
    words.append(":")
    words.append(decimal: UInt32(time.minute), digitCount: 2)
    if hasTwelveHours && withPeriod {
      words.append(" ")
      words.append(Self.period(time))
    }
  }

  func appendHour(_ time: CivilTime, to words: inout Limits.TileWords) {
    let hour = UInt32(time.hour)
    if hasTwelveHours {
      words.append(decimal: (hour &+ 11) % 12 &+ 1)
    } else {
      words.append(decimal: hour, digitCount: 2)
    }
  }

  static func period(_ time: CivilTime) -> StaticString { time.hour < 12 ? "AM" : "PM" }

  /// Appends the string of that number.
  @inline(never)
  private func append(_ string: Int, to words: inout Limits.TileWords) {
    let (start, end) = bounds(of: string)
    for place in start..<end { words.append(byte: Table.region.byte(at: place)) }
  }

  /// The first byte of a string, and the one after its last.
  private func bounds(of string: Int) -> (start: Int, end: Int) {
    let languages = Table.half(at: 4)
    let index = Int(language) &* Table.half(at: 6) &+ string
    let place = Table.half(at: 8 &+ 2 &* languages &+ 2 &* index)
    return (place &+ 1, place &+ 1 &+ Int(Table.region.byte(at: place)))
  }

  /// What stands where in the table: for each language seven days, twelve months, two forms of
  /// dates, and the phrases.
  private enum Table {
    static var months: Int { 7 }
    static var forms: Int { 19 }
    static var phrases: Int { 21 }

    static var region: UnsafeRegion {
      // The array has exactly that many bytes, which Words.c asserts.
      unsafe UnsafeRegion(start: sleeve_words_start(), count: Int(SLEEVE_WORDS_BYTES))
    }

    static func half(at offset: Int) -> Int { Int(region.half(at: offset)) }
  }
}
