import Foundation
import HostSim
import Testing

struct NowPlayingDocumentTests {
  private static let cover = CoverEncoder.encode(
    Fixture.smooth, width: 20, height: 10)

  private static let names = [
    "is_playing", "type", "track_id", "title", "artist", "album", "progress_ms", "duration_ms",
    "server_time_ms", "cover_id", "cover_url",
  ]
  private static let coverNames = [
    "cover_width", "cover_height", "cover_encoding", "cover_rgb565",
  ]

  @Test(arguments: [
    "", "plain", "say \"hi\"", "back\\slash / and slash", "tab\tline\ncarriage\rbell\u{7}nul\0",
    "\u{1}\u{8}\u{C}\u{1F}\u{7F}\u{80}", "👩‍👩‍👧 e\u{301} 中文 العربية", "\u{301}alone",
    "\u{2028}\u{FEFF}\u{FFFF}",
    "\u{10FFFF}", "\r\n",
  ])
  func anyTextSurvives(text: String) throws {
    let document = NowPlayingDocument(
      title: text, artist: text + text, album: nil, cover: nil, serverTimeMilliseconds: 1)
    let object = try parse(document.json(withCover: true))
    #expect(scalars(object["title"]) == Array(text.unicodeScalars))
    #expect(scalars(object["artist"]) == Array((text + text).unicodeScalars))
    #expect(object["album"] is NSNull)
  }

  @Test func everyScalarBelow300Survives() throws {
    let text = String(String.UnicodeScalarView((0..<300).map { Unicode.Scalar($0)! }))
    let document = NowPlayingDocument(
      title: text, artist: nil, album: nil, cover: nil, serverTimeMilliseconds: 1)
    let json = document.json(withCover: false)
    #expect(scalars(try parse(json)["title"]) == Array(text.unicodeScalars))
    #expect(json.unicodeScalars.allSatisfy { $0.value >= 0x20 })
  }

  @Test func membersStandInTheOrderOfTheContract() throws {
    let json = document.json(withCover: true)
    let expected = Self.names + Self.coverNames
    var rest = json[...]
    for name in expected {
      let range = try #require(rest.range(of: "\"\(name)\":"))
      rest = rest[range.upperBound...]
    }
    #expect(Set(try parse(json).keys) == Set(expected))
    #expect(rest == "\"\(Self.cover.base64)\"}")
  }

  @Test func withoutThePictureItsNameStays() throws {
    let object = try parse(document.json(withCover: false))
    #expect(Set(object.keys) == Set(Self.names))
    #expect(object["cover_id"] as? String == Self.cover.id)
  }

  @Test func valuesAreThoseOfTheDocument() throws {
    var document = document
    document.isPlaying = false
    document.kind = .episode
    document.progressMilliseconds = 61_500
    document.durationMilliseconds = nil
    document.coverURL = "https://example.org/a?b=c&d"
    let object = try parse(document.json(withCover: true))
    #expect(object["is_playing"] as? Bool == false)
    #expect(object["type"] as? String == "episode")
    #expect(object["progress_ms"] as? Int == 61_500)
    #expect(object["duration_ms"] is NSNull)
    #expect(object["server_time_ms"] as? Int == 1_700_000_000_000)
    #expect(object["cover_url"] as? String == "https://example.org/a?b=c&d")
    #expect(object["cover_width"] as? Int == 20)
    #expect(object["cover_height"] as? Int == 10)
    #expect(object["cover_encoding"] as? String == "rle")
  }

  @Test func namesFollowTheContents() {
    let same = document
    #expect(same.trackID == document.trackID)
    #expect(document.trackID.utf8.count <= 64 && Self.cover.id.utf8.count <= 64)
    func trackID(_ title: String?, _ artist: String?, _ album: String?) -> String {
      NowPlayingDocument(
        title: title, artist: artist, album: album, cover: nil, serverTimeMilliseconds: 0
      ).trackID
    }
    let ids = [
      trackID("a", "b", "c"), trackID("ab", "", "c"), trackID("ab", nil, "c"),
      trackID(nil, "ab", "c"), trackID("b", "a", "c"), trackID(nil, nil, nil),
    ]
    #expect(Set(ids).count == ids.count)
    let other = CoverEncoder.encode(Fixture.smooth, width: 10, height: 20)
    #expect(other.id != Self.cover.id)
  }

  private var document: NowPlayingDocument {
    NowPlayingDocument(
      title: "T", artist: "A", album: "B", cover: Self.cover,
      serverTimeMilliseconds: 1_700_000_000_000)
  }

  private func parse(_ json: String) throws -> [String: Any] {
    let object = try JSONSerialization.jsonObject(with: Data(json.utf8))
    return try #require(object as? [String: Any])
  }

  /// Scalars, since strings that differ only in normalization compare equal.
  private func scalars(_ value: Any?) -> [Unicode.Scalar]? {
    (value as? String).map { Array($0.unicodeScalars) }
  }
}
