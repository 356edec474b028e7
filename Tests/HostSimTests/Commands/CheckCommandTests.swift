import Foundation
import Testing

@testable import Firmware
@testable import HostSim

/// `hostsim check`: what a device understands, and what looks like a slip.
@Suite struct CheckCommandTests {
  /// A document to which nothing can be said, but for what `edit` makes of its text.
  private static let sound = """
    {"is_playing":true,"type":"track","track_id":"a","title":"T","artist":"A","album":"B",\
    "progress_ms":61000,"duration_ms":183000,"server_time_ms":1795205700000,"cover_id":"c",\
    "cover_url":null}
    """

  private func check(_ texts: String...) throws -> Said {
    let scratch = try Scratch()
    var paths: [String] = []
    for (index, text) in texts.enumerated() {
      paths.append(try scratch.write("\(index).json", text.utf8))
    }
    let said = hostsim(["check"] + paths)
    return Said(
      status: said.status, out: said.out.map { $0.replacing(scratch.url.path + "/", with: "") },
      err: said.err)
  }

  private func warnings(_ text: String) throws -> [String] {
    try check(text).out.filter { $0.hasPrefix("  warning") }.map { String($0.dropFirst(2)) }
  }

  @Test func everyMemberIsSaidAsItWasUnderstood() throws {
    let said = try check(Self.sound)
    #expect(said.status == 0)
    #expect(said.err.isEmpty)
    #expect(
      said.out == [
        "0.json: taken",
        "  is_playing        true",
        "  type              track",
        "  track_id          \"a\"",
        "  title             \"T\"",
        "  artist            \"A\"",
        "  album             \"B\"",
        "  progress_ms       61000",
        "  duration_ms       183000",
        "  server_time_ms    1795205700000",
        "  cover_id          \"c\"",
        "  cover_url         null, as if absent (for browsers)",
        "  picture           none, as in an answer to a browser",
        "  missing for a full picture: the cover members",
      ])
  }

  @Test func whatIsAbsentHasItsDefault() throws {
    let said = try check("{}")
    #expect(said.status == 0)
    #expect(
      said.out == [
        "0.json: taken",
        "  is_playing        absent: paused",
        "  type              absent: track",
        "  track_id          absent: items are told apart by their texts",
        "  title             absent: shown as untitled",
        "  artist            absent: left out",
        "  album             absent: left out",
        "  progress_ms       absent: no times, no bar",
        "  duration_ms       absent: no bar, and the elapsed time alone",
        "  server_time_ms    absent: how old the answer is, is not known",
        "  cover_id          absent: no picture is asked for",
        "  picture           none, as in an answer to a browser",
        "  missing for a full picture: is_playing, track_id, title, artist, album, progress_ms, "
          + "duration_ms, server_time_ms, cover_id, the cover members",
      ])
  }

  /// A part of the sound document, what stands in its place, and a part of the warning.
  @Test(arguments: [
    (#""is_playing""#, #""isPlaying""#, "is is_playing meant?"),
    (#""is_playing""#, #""IS-PLAYING""#, "is is_playing meant?"),
    (#""title""#, #""titel""#, "is title meant?"),
    (#""duration_ms""#, #""duration""#, "is duration_ms meant?"),
    (#""progress_ms""#, #""progress_sm""#, "is progress_ms meant?"),
    (#""album""#, #""weather""#, #""weather" is not known, and skipped"#),
    ("183000", "183", "counts milliseconds, not seconds"),
    ("183000", "183.25", "is no integer; it is read as 183"),
    ("183000", "604800001", "longer than a week"),
    ("61000", "183001", "lies beyond duration_ms"),
    ("61000", "-5", "negative, and taken as 0"),
    ("1795205700000", "1795205700", "seems to count seconds"),
    ("1795205700000", "1795205700000000", "less than milliseconds"),
    ("1795205700000", "86400000", "before 2025"),
    (#""track","#, #""trakc","#, "is track meant?"),
    (#""T""#, #"" \t""#, "white space alone"),
  ])
  func slipsAreNamedWithTheirByte(_ part: String, _ slip: String, _ words: String) throws {
    let text = Self.sound.replacing(part, with: slip)
    let byte = Array(text.utf8).firstRange(of: Array(slip.utf8))?.lowerBound ?? -1
    let said = try check(text)
    #expect(said.status == 0)
    #expect(
      said.out.contains {
        $0.hasPrefix("  warning at byte \(byte): ") && $0.contains(words)
      }, "\(said.out)")
  }

  @Test func aMemberThatComesTwiceIsTold() throws {
    let text = #"{"album":"B","album":"C"}"#
    #expect(
      try warnings(text) == [
        "warning at byte 13: album comes again, after byte 1; the last one counts"
      ])
    #expect(try check(text).out.contains("  album             \"C\""))
  }

  @Test func longTextsAreCutAndTold() throws {
    let text = Self.sound.replacing("\"T\"", with: "\"\(String(repeating: "é", count: 129))\"")
    #expect(
      try warnings(text) == ["warning at byte 57: title has 258 bytes, of which 256 are kept"])
  }

  @Test(
    arguments: [
      (##""accent":"#1e90ff""##, nil), (#""accent":null"#, nil),
      (#""accent":"blue""#, "accent must be a colour such as #1e90ff, not \"blue\""),
      (##""accent":"#1e90fg""##, "accent must be a colour"), (#""accent":7"#, "must be a string"),
      (#""poll_after_ms":60000"#, nil), (#""poll_after_ms":5"#, "not seconds"),
      (#""poll_after_ms":60001"#, "is taken as 60000"), (#""poll_after_ms":"9""#, "an integer"),
      (#""problem":"quota""#, nil), (#""problem":"qota""#, "is quota meant?"),
      (#""problem_until_ms":1795205700000"#, nil), (#""problem_until_ms":1795205700"#, "seconds"),
      (#""help_url":"https://a.example/""#, nil), (#""help_url":[]"#, "must be a string"),
      (#""item_url":null"#, nil), (#""item_url":false"#, "must be a string"),
      (#""source":"demo""#, nil), (#""source":"spotfy""#, "is spotify meant?"),
    ] as [(String, String?)])
  func theNewerMembersAreHeldAgainstTheContract(_ member: String, _ words: String?) throws {
    let text = Self.sound.replacing("\"cover_url\":null", with: member)
    let warnings = try warnings(text)
    // A value of another type makes the device refuse the document, unless it is the browsers' own.
    let isRefused = words?.contains(" a string") == true || words?.contains("an integer") == true
    let isRead = !member.contains("item_url")
    #expect(try check(text).status == (isRefused && isRead ? 1 : 0))
    #expect(warnings.count == (words == nil ? 0 : 1), "\(warnings)")
    if let words { #expect(warnings.first?.contains(words) == true, "\(warnings)") }
  }

  @Test func aHelpAddressHas128BytesAtMost() throws {
    let address = "https://" + String(repeating: "a", count: 120)
    for (url, count) in [(address, 0), (address + "a", 1)] {
      let text = Self.sound.replacing("\"cover_url\":null", with: "\"help_url\":\"\(url)\"")
      #expect(try warnings(text).count == count)
    }
  }

  @Test func theFirmwareReadsWhatTheContractHasForIt() {
    let read = (UInt8.min...UInt8.max).compactMap(NowPlayingMember.init(rawValue:))
      .map { String($0.name) }
    let meant = ContractMember.all.filter { $0.reader != .browser }.map(\.name)
    #expect(Set(read) == Set(meant))
  }

  /// What is no document at all, and what it is.
  @Test(
    arguments: [
      ([0xEF, 0xBB, 0xBF] + Array("{}".utf8), 0, "byte order mark"),
      ([0x1F, 0x8B, 8, 0], 0, "gzip"), ([0x28, 0xB5, 0x2F, 0xFD], 0, "zstd"),
      (Array("\n<!doctype html>".utf8), 1, "HTML"),
      (Array("HTTP/1.1 200 OK\r\n\r\n{}".utf8), 0, "headers"),
      ([0x7B, 0, 0x7D, 0], 1, "UTF-16"), ([0xFE, 0xFF, 0, 0x7B, 0, 0x7D], 0, "UTF-16"),
      (Array("2\r\n{}\r\n0\r\n\r\n".utf8), 1, "chunks"), ([], 0, "empty"),
    ] as [([UInt8], Int, String)])
  func whatIsSomethingElseIsCalledByItsName(_ bytes: [UInt8], _ byte: Int, _ name: String) throws {
    let scratch = try Scratch()
    let path = try scratch.write("a", bytes)
    let said = hostsim("check", path)
    #expect(said.status == 1)
    #expect(said.out.first?.hasPrefix("\(path): refused at byte \(byte): ") == true, "\(said.out)")
    #expect(said.out.first?.contains(name) == true, "\(said.out)")
    #expect(said.err == ["hostsim check: 1 of 1 documents refused"])
  }

  @Test func oneRefusedDocumentDoesNotHideTheOthers() throws {
    let said = try check(Self.sound, Self.sound.replacing("\"T\"", with: "7"), Self.sound)
    #expect(said.status == 1)
    #expect(
      said.out.filter { !$0.hasPrefix(" ") } == [
        "0.json: taken", "1.json: refused at byte 58: title has the wrong type", "2.json: taken",
      ])
    #expect(hostsim("check", "/nowhere.json").err.first?.contains("/nowhere.json") == true)
    #expect(hostsim("check").status == 2)
  }

  @Test func namesThatDifferLateAreTold() throws {
    let long = String(repeating: "x", count: 40)
    let (first, second) = (
      Self.sound.replacing("\"c\"", with: "\"\(long)1\""),
      Self.sound.replacing("\"c\"", with: "\"\(long)2\"")
    )
    let told = try check(first, second).out.filter { $0.hasPrefix("  warning") }
    #expect(told.count == 1)
    #expect(told.first?.contains("cover_id is that of 0.json up to its character 40") == true)
    #expect(try !check(first, first).out.contains { $0.hasPrefix("  warning") })
  }
}
