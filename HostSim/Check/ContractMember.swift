import Firmware

/// A member that a now-playing document may have, and what its value must be: `PROTOCOL.md`.
struct ContractMember {
  enum Form {
    case bool
    case text
    /// One of these words; any other is taken as the fallback.
    case word([String], fallback: String)
    case color
    /// At most so many bytes.
    case shortText(Int)
    /// Milliseconds of an item, not negative.
    case itemTime
    /// Unix time, milliseconds.
    case unixTime
    /// What lies outside is taken as the nearest end.
    case number(ClosedRange<UInt64>)
  }

  /// Who uses the member.
  enum Reader {
    case device, browser
    /// The device, together with the picture.
    case cover
  }

  let name: String
  let form: Form
  let reader: Reader
  /// What is shown without the member; empty where it makes no difference.
  let fallback: String

  /// Whether a track with everything that a glass can show has it.
  var isPartOfFullPicture: Bool { !fallback.isEmpty && name != "type" }

  static func named(_ name: String) -> ContractMember? { all.first { $0.name == name } }

  private init(
    _ name: String, _ form: Form, _ reader: Reader = .device, without fallback: String = ""
  ) {
    self.name = name
    self.form = form
    self.reader = reader
    self.fallback = fallback
  }

  static let all = [
    ContractMember("is_playing", .bool, without: "paused"),
    ContractMember(
      "type", .word(["track", "episode", "ad", "local", "unknown"], fallback: "unknown"),
      without: "track"),
    ContractMember("track_id", .text, without: "items are told apart by their texts"),
    ContractMember("title", .text, without: "shown as untitled"),
    ContractMember("artist", .text, without: "left out"),
    ContractMember("album", .text, without: "left out"),
    ContractMember("progress_ms", .itemTime, without: "no times, no bar"),
    ContractMember("duration_ms", .itemTime, without: "no bar, and the elapsed time alone"),
    ContractMember("server_time_ms", .unixTime, without: "how old the answer is, is not known"),
    ContractMember("cover_id", .text, without: "no picture is asked for"),
    ContractMember("cover_url", .text, .browser),
    ContractMember("accent", .color),
    ContractMember("poll_after_ms", .number(1_000...60_000)),
    ContractMember("item_url", .text, .browser),
    ContractMember(
      "source", .word(["spotify", "homeassistant", "demo"], fallback: "unknown"), .browser),
    ContractMember(
      "problem",
      .word(["sign_in", "premium", "quota", "upstream", "setup"], fallback: "upstream")),
    ContractMember("problem_until_ms", .unixTime),
    ContractMember("help_url", .shortText(128)),
    // Their range is the reader's matter: it refuses the picture.
    ContractMember("cover_width", .number(0...UInt64.max), .cover),
    ContractMember("cover_height", .number(0...UInt64.max), .cover),
    ContractMember("cover_encoding", .word(["rle"], fallback: "unknown"), .cover),
    ContractMember("cover_rgb565", .text, .cover),
  ]
}
