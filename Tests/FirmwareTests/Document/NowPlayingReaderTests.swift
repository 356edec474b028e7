import Testing

@testable import Firmware

struct NowPlayingReaderTests {
  private static let picture =
    #""cover_width":2,"cover_height":1,"cover_encoding":"rle","cover_rgb565":"gRI0""#

  private static func reason(_ document: String) -> String? { DocumentRun(document).outcome.error }

  /// A document as it comes, without and with its picture.
  @Test
  func allMembersAreRead() {
    let run = DocumentRun(
      #"""
      {"is_playing":true,"type":"local","track_id":"id","title":"T","artist":"\u00c4","album":"",
      "progress_ms":1500,"duration_ms":4294967296,"server_time_ms":1790000000123,"cover_id":"c",
      "cover_url":"https:\/\/example.org\/c.png","accent":"#ff8000","poll_after_ms":6000,
      "problem":"quota","problem_until_ms":1790000060000,"help_url":"https:\/\/example.org\/setup",
      """# + Self.picture + "}")
    #expect(run.outcome.error == nil)
    #expect(run.outcome.isPlaying)
    #expect(run.outcome.kind == .local)
    #expect(run.outcome.trackID == Fingerprint("id"))
    #expect(run.outcome.title == Array("T".utf8))
    #expect(run.outcome.artist == Array("\u{C4}".utf8))
    #expect(run.outcome.album == [])
    #expect(run.outcome.progressMs == 1500)
    #expect(run.outcome.durationMs == .max)
    #expect(run.outcome.serverTimeMs == 1_790_000_000_123)
    #expect(run.outcome.coverID == Fingerprint("c"))
    #expect(run.outcome.coverSize == Size(width: 2, height: 1))
    #expect(run.outcome.accent == RGB565(red: 255, green: 128, blue: 0))
    #expect(run.outcome.pollAfterMs == 6_000)
    #expect(run.outcome.problem == .quota)
    #expect(run.outcome.problemUntilMs == 1_790_000_060_000)
    #expect(run.outcome.helpURL == Array("https://example.org/setup".utf8))
    #expect(run.pixels == [0x12, 0x34, 0x12, 0x34])
    #expect(run.sizes == [Size(width: 2, height: 1)])
  }

  @Test
  func anEmptyObjectSaysNothing() {
    #expect(DocumentRun("{}").outcome == DocumentOutcome())
  }

  @Test(arguments: DocumentGenerator.names)
  func onlyTheTypeThatBelongsThereIsTaken(name: String) {
    let values = ["true", "false", "null", "1", "-1.5", "\"a\"", "[]", "{}"]
    let allowed: Set<String> =
      switch name {
      case "is_playing": ["true", "false", "null"]
      case "progress_ms", "duration_ms", "server_time_ms", "cover_width", "cover_height",
        "poll_after_ms", "problem_until_ms":
        ["1", "-1.5", "null"]
      case "cover_rgb565": ["null"]
      default: ["\"a\"", "null"]
      }
    for value in values {
      let reason = Self.reason("{\"\(name)\":\(value)}")
      if name == "cover_rgb565" && value == "\"a\"" {
        #expect(reason == "badCoverSize")
      } else {
        let isWrongType = reason?.hasPrefix("wrongType") == true
        #expect(isWrongType != allowed.contains(value), "\(name): \(value)")
        #expect(isWrongType == (reason != nil))
      }
      // The same in a container of a member that nobody knows is nobody's business.
      #expect(Self.reason("{\"x\":{\"\(name)\":\(value)}}") == nil)
      #expect(Self.reason("{\"x\":[{\"y\":[{\"\(name)\":\(value)}]}]}") == nil)
    }
  }

  @Test
  func theErrorIsWhereTheValueBegins() {
    for (document, offset) in [
      (#"{"title":true}"#, 12), (#"{"title":[1]}"#, 9), (#"{"title":{}}"#, 9),
      (#"{"is_playing":"a"}"#, 14), (#"{"cover_rgb565":"AAAA"}"#, 16), (#"{"type":12}"#, 10),
      (#"{"a":1,"album":12 }"#, 17), ("[]", 0), (" true", 4), ("\"a\"", 0), (" 12", 3), ("12 ", 2),
      (#"{"title":"a"} x"#, 14), (#"{"title":"a",}"#, 13),
      (##"{"cover_width":2,"cover_height":1,"cover_encoding":"rle","cover_rgb565":"gR#0"}"##, 75),
      (#"{"cover_width":2,"cover_height":1,"cover_encoding":"rle","cover_rgb565":"ghI0"}"#, 76),
      (#"{"cover_width":2,"cover_height":1,"cover_encoding":"rle","cover_rgb565":"gBI0"}"#, 77),
      (
        #"{"cover_width":2,"cover_height":1,"cover_encoding":"rle","cover_rgb565":"ghI\u0030"}"#, 81
      ),
    ] {
      let run = DocumentRun(document)
      #expect(run.outcome.error != nil)
      #expect(run.failedAt == offset, "\(document)")
    }
  }

  @Test(arguments: ["1", "true", "null", "\"{}\"", "[]", "[{\"title\":\"a\"}]", "-0.5e3"])
  func onlyAnObjectIsADocument(text: String) {
    #expect(Self.reason(text) == "notAnObject")
  }

  @Test(arguments: ["", " ", "{", #"{"title""#, #"{"title":"a"#, #"{"title":"a""#, "nul"])
  func aDocumentThatIsCutIsTruncated(text: String) {
    let run = DocumentRun(text)
    #expect(run.outcome.error == "json(Firmware.JSONReason.truncated)")
    #expect(run.failedAt == text.utf8.count)
  }

  @Test
  func theLastOfTwoMembersCounts() {
    let run = DocumentRun(
      #"""
      {"title":"first","title":"b","is_playing":true,"is_playing":false,"progress_ms":5,
      "progress_ms":null,"album":"x","album":null,"type":"ad","type":"track","cover_id":"a",
      "cover_id":"b","track_id":"longer","\u0074rack_id":"t"}
      """#)
    #expect(run.outcome.error == nil)
    #expect(run.outcome.title == Array("b".utf8))
    #expect(!run.outcome.isPlaying)
    #expect(run.outcome.progressMs == nil)
    #expect(run.outcome.album == [])
    #expect(run.outcome.kind == .track)
    #expect(run.outcome.coverID == Fingerprint("b"))
    #expect(run.outcome.trackID == Fingerprint("t"))
  }

  /// Null behind any value, and any value behind null, for every member.
  @Test
  func nullCountsAsAbsent() {
    let members = [
      "\"is_playing\":true", "\"type\":\"ad\"", "\"track_id\":\"a\"", "\"title\":\"a\"",
      "\"artist\":\"a\"", "\"album\":\"a\"", "\"progress_ms\":1", "\"duration_ms\":1",
      "\"server_time_ms\":1", "\"cover_id\":\"a\"",
    ]
    for member in members {
      let null = member.prefix { $0 != ":" } + ":null"
      let value = DocumentRun("{\(member)}").outcome
      #expect(value != DocumentOutcome(), "\(member)")
      #expect(DocumentRun("{\(null)}").outcome == DocumentOutcome(), "\(member)")
      #expect(DocumentRun("{\(member),\(null)}").outcome == DocumentOutcome(), "\(member)")
      #expect(DocumentRun("{\(null),\(member)}").outcome == value, "\(member)")
      #expect(DocumentRun("{\(member),\(null),\(member)}").outcome == value, "\(member)")
    }
  }

  @Test
  func nullCountsAsNoPicture() {
    let run = DocumentRun("{\(Self.picture),\"cover_rgb565\":null}")
    #expect(run.outcome == DocumentOutcome())
    let again = DocumentRun("{\"cover_rgb565\":null,\(Self.picture),\(Self.picture)}")
    #expect(again.outcome.coverSize == Size(width: 2, height: 1) && again.sizes.count == 2)
    for (name, reason) in [
      ("cover_width", "badCoverSize"), ("cover_height", "badCoverSize"),
      ("cover_encoding", "badCoverEncoding"),
    ] {
      let document = Self.picture.replacing(
        "\"cover_rgb565\"", with: "\"\(name)\":null,\"cover_rgb565\"")
      #expect(Self.reason("{\(document)}") == reason)
    }
  }

  @Test
  func theLastOfTwoPicturesCounts() {
    let second = #""cover_width":1,"cover_rgb565":"AP\/\u002f""#
    let run = DocumentRun("{\(Self.picture),\(second)}")
    #expect(run.outcome.error == nil)
    #expect(run.outcome.coverSize == Size(width: 1, height: 1))
    #expect(run.pixels == [0xFF, 0xFF])
    #expect(run.sizes.count == 2)
    let broken = DocumentRun("{\(Self.picture),\"cover_rgb565\":\"gR\"}")
    #expect(broken.outcome.coverSize == nil)
    #expect(broken.sizes.count == 1)
  }

  @Test
  func membersMayFollowThePicture() {
    let run = DocumentRun("{\(Self.picture),\"title\":\"after\",\"cover_width\":9}")
    #expect(run.outcome.error == nil)
    #expect(run.outcome.title == Array("after".utf8))
    #expect(run.outcome.coverSize == Size(width: 2, height: 1))
  }

  @Test(arguments: DocumentGenerator.names)
  func aNameThatOnlyBeginsAsAKnownOneIsUnknown(name: String) {
    let ends = ["s", "_", "x234567890", "\u{E9}", "\u{20AC}", "\u{1F3B5}", "\\u20AC", "\\u0000"]
    for end in ends {
      #expect(Self.reason("{\"\(name)\(end)\":[]}") == nil, "\(name)\(end)")
      #expect(Self.reason("{\"\(end)\(name)\":[]}") == nil, "\(end)\(name)")
    }
    #expect(Self.reason("{\"\(name.dropLast())\":[]}") == nil)
    #expect(Self.reason("{\"\(name.uppercased())\":[]}") == nil)
    #expect(Self.reason("{\"\(name)\":[]}") != nil)
  }

  @Test
  func typesAreKnownByTheirWholeNames() {
    let kinds: [(String, ItemKind)] = [
      ("track", .track), ("episode", .episode), ("ad", .advertisement), ("local", .local),
      ("unknown", .unknown), ("", .unknown), ("Track", .unknown), ("tracks", .unknown),
      ("a\\u0064", .advertisement), ("episode of a very long name", .unknown),
    ]
    for (name, kind) in kinds {
      #expect(DocumentRun("{\"type\":\"\(name)\"}").outcome.kind == kind, "\(name)")
    }
  }

  @Test
  func sizesOfPicturesAreChecked() {
    // Without a picture the size is not looked at.
    #expect(Self.reason(#"{"cover_width":0}"#) == nil)
    let sizes: [(String, Bool)] = [
      ("0", false), ("321", false), ("-1", false), ("1e3", false), ("0.9", false), ("1e99", false),
      ("4294967297", false), ("65537", false), ("1", true), ("320", true), ("240.0", true),
      ("2.4e2", true), ("320.9", true),
    ]
    for (size, isGood) in sizes {
      for other in ["width", "height"] {
        let side = other == "width" ? "height" : "width"
        let reason = Self.reason(
          "{\"cover_\(side)\":\(size),\"cover_\(other)\":1,\"cover_encoding\":\"rle\","
            + "\"cover_rgb565\":\"\"}")
        #expect((reason == "badCoverSize") != isGood, "\(size)")
        #expect(reason?.hasSuffix("tooFewPixels)") == isGood, "\(size)")
      }
    }
    #expect(
      Self.reason(#"{"cover_width":1,"cover_encoding":"rle","cover_rgb565":""}"#) == "badCoverSize")
    #expect(
      Self.reason(#"{"cover_height":1,"cover_encoding":"rle","cover_rgb565":""}"#) == "badCoverSize"
    )
  }

  @Test(arguments: ["RLE", "rl", "rle ", "", "raw", "rle\\u0000", "rle with something behind it"])
  func otherEncodingsAreRefused(encoding: String) {
    let document =
      "{\"cover_width\":1,\"cover_height\":1,\"cover_encoding\":\"\(encoding)\","
      + "\"cover_rgb565\":\"gBI0\"}"
    #expect(Self.reason(document) == "badCoverEncoding")
    let last = document.replacing("\"cover_rgb", with: "\"cover_encoding\":\"rle\",\"cover_rgb")
    #expect(Self.reason(last) == nil)
  }

  @Test
  func aMissingEncodingIsRefused() {
    let document = #"{"cover_width":1,"cover_height":1,"cover_rgb565":"gBI0"}"#
    #expect(Self.reason(document) == "badCoverEncoding")
  }

  /// JSON escapes are legal in the picture too.
  @Test
  func everyCharacterOfThePictureMayBeEscaped() {
    let size = Size(width: 5, height: 4)
    var generator = CoverGenerator(seed: 8)
    let stream: [UInt8] = [0x83, 0xFF, 0xFF] + generator.stream(.mixed, pixels: 16)
    let text = CoverGenerator.encoded(stream)
    #expect(text.contains(UInt8(ascii: "/")))
    let model = CoverModel(text, size)
    for index in text.indices {
      let digits = String(text[index], radix: 16)
      var escapes = ["\\u00\(digits)", "\\u00\(digits.uppercased())"]
      if text[index] == UInt8(ascii: "/") { escapes.append("\\/") }
      for escape in escapes {
        let escaped = Array(text[..<index]) + Array(escape.utf8) + Array(text[(index + 1)...])
        let document = Self.document(escaped, size)
        for step in [1, 2, 3, 7, 512] {
          let run = DocumentRun(document, cuts: regularCuts(document.count, every: step))
          #expect(run.outcome.error == nil)
          #expect(run.pixels == model.pixels, "\(escape) at \(index), \(step) at a time")
        }
      }
    }
  }

  private static func document(_ cover: [UInt8], _ size: Size) -> [UInt8] {
    let members = "{\"cover_width\":\(size.width),\"cover_height\":\(size.height),"
    return Array((members + "\"cover_encoding\":\"rle\",\"cover_rgb565\":\"").utf8) + cover
      + Array("\"}".utf8)
  }

  @Test
  func aSinkThatFailsEndsTheDocument() {
    var generator = CoverGenerator(seed: 9)
    let size = Size(width: 40, height: 40)
    let cover = CoverGenerator.encoded(generator.stream(.mixed, pixels: 1600))
    let document = Self.document(cover, size)
    for patience in 0..<5 {
      var reader = NowPlayingReader<CoverRecorder>()
      let run = DocumentRun(document, patience: patience, &reader)
      #expect(run.outcome.error?.contains("sink") == true)
      #expect(run.outcome.coverSize == nil)
    }
  }
}
