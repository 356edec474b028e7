import Testing

@testable import Firmware

struct JSONReaderTests {
  @Test(arguments: JSONCase.all)
  func everyTextIsReadAsTheRFCSays(_ testCase: JSONCase) {
    let whole = JSONReading(testCase.text)
    #expect(whole.error == testCase.error)
    let model = JSONModel(testCase.text)
    #expect(model.failedAt == testCase.error.map { Int($0.offset) })
    #expect(whole.events == model.events)
    let byByte = JSONReading(testCase.text, cuts: Array(testCase.text.indices))
    #expect(byByte == whole)
    for cut in 0...testCase.text.count {
      // An empty chunk between the two halves must not matter either.
      let split = JSONReading(testCase.text, cuts: [cut, cut])
      #expect(split == whole, "split at \(cut)")
    }
  }

  /// A text that breaks is the prefix of a valid one up to there: every shorter part of it is cut
  /// short, not wrong.
  @Test(arguments: JSONCase.brokenStructure + JSONCase.brokenScalars)
  func whatStandsBeforeTheErrorIsOnlyTooShort(_ testCase: JSONCase) {
    let offset = Int(testCase.error?.offset ?? 0)
    for length in 0...offset {
      let reading = JSONReading(Array(testCase.text[..<length]))
      // A number or a whole text may end anywhere.
      guard let error = reading.error else { continue }
      #expect(error == JSONError(reason: .truncated, offset: UInt64(length)))
    }
  }

  @Test
  func everyByteAfterEveryShortBeginningIsJudgedAsTheModelDoes() {
    let beginnings = [
      "", " ", "[", "[1", "[1,", "{", #"{"a""#, #"{"a":"#, #"{"a":1"#, #"{"a":1,"#, "[]", "-", "0",
      "1", "1.", "1.5", "1e", "1e+", "1e1", "t", "tr", "tru", "\"", "\"a", #""\"#, #""\u"#,
      #""\u12"#, #""\uD800"#, #""\uD800\"#, #""\uD800\u"#, "\"~C3", "\"~E0", "\"~E1", "\"~ED",
      "\"~F0", "\"~F1", "\"~F4", "\"~F0~90", "\"~E1~80",
    ]
    var misjudged: [[UInt8]] = []
    for beginning in beginnings {
      for byte in UInt8.min...UInt8.max {
        let text = JSONCase.bytes(beginning) + [byte]
        let (reading, model) = (JSONReading(text, cuts: [text.count - 1]), JSONModel(text))
        if reading.failedAt != model.failedAt || reading.events != model.events {
          misjudged.append(text)
        }
      }
    }
    #expect(misjudged == [])
  }

  @Test
  func aHandlerMayTakeLessAndStopAnywhere() {
    let text = JSONCase.bytes(#"{"ab":[12,"c\n~C3~A9d\uD800",true,null,{}],"e":-1.5}"#)
    let all = JSONReading(text)
    #expect(all.error == nil)
    let sipping = JSONReading(text, to: JSONRecorder(greed: 1))
    #expect(sipping == all)
    for patience in all.events.indices {
      var offsets: Set<UInt64> = []
      for cuts in [[], Array(text.indices), [text.count / 2]] {
        let reading = JSONReading(text, cuts: cuts, to: JSONRecorder(patience: patience))
        #expect(reading.error?.reason == .refused)
        #expect(reading.events == Array(all.events[..<patience]))
        offsets.insert(reading.error?.offset ?? .max)
      }
      #expect(offsets.count == 1, "after \(patience) events")
    }
  }

  @Test
  func aRefusedNumberAtTheEndIsReported() {
    let reading = JSONReading(Array("12".utf8), to: JSONRecorder(patience: 0))
    #expect(reading == JSONReading(events: [], error: JSONError(reason: .refused, offset: 2)))
  }

  @Test
  func everyReasonHasItsOwnWords() {
    let words = (0...JSONReason.refused.rawValue).compactMap(JSONReason.init).map {
      String(describing: $0.description)
    }
    #expect(Set(words).count == 13)
  }
}
