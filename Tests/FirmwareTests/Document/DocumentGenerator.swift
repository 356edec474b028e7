import HostSim

@testable import Firmware

/// Random now-playing documents, right and wrong, with a picture in most of them.
struct DocumentGenerator {
  var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  static let names = (0...NowPlayingMember.helpURL.rawValue).compactMap(NowPlayingMember.init)
    .map { $0.name.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) } }

  /// A whole document with a picture in it, all of whose members are right.
  static let specimen = Array(
    #"""
    {"is_playing":true,"type":"episode","track_id":"t1","title":"Caf\u00e9 \#u{1F3B5}",
    "artist":null,"album":"A\/B","progress_ms":12,"x":[{"title":0}],"cover_id":"c",
    "cover_width":3,"cover_height":2,"cover_encoding":"rle","cover_rgb565":"AhI0VniavIAAAAH//w\/w"}
    """#.utf8)

  mutating func document() -> [UInt8] {
    var members: [String] = []
    for _ in 0..<random.below(8) { members.append(member(random.pick(Self.names))) }
    if !random.isOneIn(4) { members += cover() }
    while random.isOneIn(4) { members.append(member(random.pick(Self.names))) }
    return Array(("{" + members.joined(separator: ",") + "}").utf8)
  }

  private mutating func member(_ name: String) -> String {
    var name = name
    if random.isOneIn(8) {
      name += random.pick(["x", "\u{E9}", "\u{20AC}", "\u{1F3B5}", "\\u20ac"])
    }
    if random.isOneIn(6) { name = random.pick(["x", "", "cover", "url"]) }
    return "\"\(name)\":\(value(name))"
  }

  /// Mostly of the type that belongs there.
  private mutating func value(_ name: String) -> String {
    if random.isOneIn(12) { return "null" }
    if random.isOneIn(16) {
      return random.pick(["null", "true", "0", "\"a\"", "[]", "{}", "[{\"title\":\"t\"}]"])
    }
    switch name {
    case "is_playing": return random.pick(["true", "false"])
    case "type": return random.pick(["track", "episode", "ad", "local", "x"].map { "\"\($0)\"" })
    case "accent": return random.pick(["\"#12aBf0\"", "\"#12aBf\"", "\"#12aBfg\"", "\"112aBf0\""])
    case "poll_after_ms":
      return random.pick(["0", "-5", "999", "1000", "7000", "60000", "60001", "1e99"])
    case "problem":
      return random.pick(
        ["sign_in", "premium", "quota", "upstream", "setup", "x", ""].map { "\"\($0)\"" })
    case "progress_ms", "duration_ms", "server_time_ms", "problem_until_ms":
      return random.pick(["null", "0", "-5", "1e3", "240.9", "4294967296", "1e99"])
    case "cover_width", "cover_height": return random.pick(["1", "2", "320"])
    case "cover_encoding": return random.pick(["\"rle\"", "\"raw\"", "\"rle \""])
    case "cover_rgb565": return "\"\""
    default: return random.pick(["null", "\"\"", "\"a\\u00e9\"", "\"" + longText() + "\""])
    }
  }

  private mutating func longText() -> String {
    String(repeating: random.pick(["a", "\u{E9}", "\u{20AC}", "\u{1F3B5}"]), count: 20)
      + String(repeating: "b", count: random.below(300))
  }

  private mutating func cover() -> [String] {
    let (width, height) = (1 + random.below(9), 1 + random.below(9))
    let texture = random.pick(CoverGenerator.Texture.allCases)
    var covers = CoverGenerator(seed: random.next())
    let extra = random.isOneIn(6) ? 1 : 0
    let stream = covers.stream(texture, pixels: width * height + extra)
    var text = ""
    for character in CoverGenerator.encoded(stream) {
      let isEscaped = random.isOneIn(12)
      text += isEscaped ? "\\u00" + String(character, radix: 16) : String(Unicode.Scalar(character))
    }
    text = text.replacing("/", with: random.pick(["/", "\\/"]))
    return [
      "\"cover_width\":\(width)", "\"cover_height\":\(height)", "\"cover_encoding\":\"rle\"",
      "\"cover_rgb565\":\"\(text)\"",
    ]
  }
}
