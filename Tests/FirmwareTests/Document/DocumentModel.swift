@testable import Firmware

/// What a now-playing document means: the contract's table, applied to the events of the slow
/// reader one after another until the first that breaks a rule.
struct DocumentModel {
  private(set) var outcome = DocumentOutcome()
  /// Of the last picture; of a broken one, as far as it goes.
  private(set) var pixels: [UInt8] = []
  /// Of the picture before it: it stays until the last one's first pixels come.
  private(set) var earlierPixels: [UInt8] = []

  private struct Broken: Error {
    var reason: String

    init(_ reason: String) { self.reason = reason }
  }

  private static let strings: Set = [
    "type", "track_id", "title", "artist", "album", "cover_id", "cover_encoding", "cover_rgb565",
    "accent", "problem", "help_url",
  ]
  private static let numbers: Set = [
    "progress_ms", "duration_ms", "server_time_ms", "cover_width", "cover_height",
    "poll_after_ms", "problem_until_ms",
  ]
  private static let cases = [
    "is_playing": "isPlaying", "type": "type", "track_id": "trackID", "title": "title",
    "artist": "artist", "album": "album", "progress_ms": "progress", "duration_ms": "duration",
    "server_time_ms": "serverTime", "cover_id": "coverID", "cover_width": "coverWidth",
    "cover_height": "coverHeight", "cover_encoding": "coverEncoding", "cover_rgb565": "cover",
    "accent": "accent", "poll_after_ms": "pollAfter", "problem": "problem",
    "problem_until_ms": "problemUntil", "help_url": "helpURL",
  ]

  private var name = ""
  private var depth = 0
  private var width: UInt32 = 0
  private var height: UInt32 = 0
  private var encoding = ""

  init(_ document: [UInt8]) {
    let json = JSONModel(document)
    do throws(Broken) {
      var index = 0
      while index < json.events.count { try take(json.events, &index) }
      if json.failedAt != nil { outcome.error = "json" }
    } catch {
      outcome.error = error.reason
    }
  }

  private mutating func take(_ events: [JSONEvent], _ index: inout Int) throws(Broken) {
    let event = events[index]
    index += 1
    switch event {
    case .begin(let container, let depth):
      if depth == 1 && container == .array { throw Broken("notAnObject") }
      if depth == 2 { try expect([]) }
      self.depth = depth
    case .end(let depth): self.depth = depth - 1
    case .beginString(.name):
      let (scalars, isWhole) = Self.string(events, &index)
      if depth == 1 { name = isWhole ? Self.text(scalars) : "" }
    case .beginString(.value): try takeString(events, &index)
    case .number(let number, _):
      try expect(Self.numbers)
      if depth == 1 { take(number) }
    case .literal(.null):
      try expect(Set(Self.cases.keys))
      if depth == 1 { takeNull() }
    case .literal(let literal):
      try expect(["is_playing"])
      if depth == 1 && name == "is_playing" { outcome.isPlaying = literal == .true }
    case .scalar, .endString: break
    }
  }

  /// A value that only the members `allowed` may have.
  private func expect(_ allowed: Set<String>) throws(Broken) {
    if depth == 0 { throw Broken("notAnObject") }
    guard depth == 1, let member = Self.cases[name] else { return }
    if !allowed.contains(name) { throw Broken("wrongType(Firmware.NowPlayingMember.\(member))") }
  }

  /// The scalars up to the end of a string, and whether it has one.
  private static func string(_ events: [JSONEvent], _ index: inout Int) -> ([UInt32], Bool) {
    var scalars: [UInt32] = []
    while index < events.count {
      index += 1
      guard case .scalar(let scalar) = events[index - 1] else { return (scalars, true) }
      scalars.append(scalar)
    }
    return (scalars, false)
  }

  private static func text(_ scalars: [UInt32]) -> String {
    String(String.UnicodeScalarView(scalars.compactMap(Unicode.Scalar.init)))
  }

  /// As much as `capacity` bytes hold.
  private static func cut(_ text: String, _ capacity: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars {
      let next = Array(String(scalar).utf8)
      if bytes.count + next.count > capacity { break }
      bytes += next
    }
    return bytes
  }

  /// A text that is shown: any amount of white space in it is one space.
  private static func spaced(_ text: String) -> String {
    let spaces: Set<Unicode.Scalar> = [
      " ", "\t", "\n", "\u{B}", "\u{C}", "\r", "\u{85}", "\u{2028}", "\u{2029}",
    ]
    return text.unicodeScalars.split { spaces.contains($0) }.map { String($0) }.joined(
      separator: " ")
  }

  private mutating func takeString(_ events: [JSONEvent], _ index: inout Int) throws(Broken) {
    try expect(Self.strings)
    if depth == 1 && name == "cover_rgb565" { try beginCover() }
    let (scalars, isWhole) = Self.string(events, &index)
    if depth != 1 { return }
    if name != "cover_rgb565" { takeNull() }
    let text = Self.text(scalars)
    switch name {
    case "track_id": outcome.trackID = Fingerprint(text)
    case "cover_id": outcome.coverID = Fingerprint(text)
    case "title": outcome.title = Self.cut(Self.spaced(text), 256)
    case "artist": outcome.artist = Self.cut(Self.spaced(text), 256)
    case "album": outcome.album = Self.cut(Self.spaced(text), 256)
    case "help_url":
      outcome.helpURL = isWhole && text.utf8.count > 128 ? [] : Self.cut(text, 128)
    case "accent" where isWhole: outcome.accent = Self.color(text)
    case "problem" where isWhole: outcome.problem = Self.problem(text)
    case "type" where isWhole: outcome.kind = Self.kind(text)
    case "cover_encoding" where isWhole: encoding = text
    case "cover_rgb565": try takeCover(scalars, isWhole)
    default: break
    }
  }

  private static func color(_ text: String) -> RGB565? {
    guard text.utf8.count == 7, text.first == "#", text.dropFirst().allSatisfy(\.isHexDigit),
      let value = UInt32(text.dropFirst(), radix: 16)
    else { return nil }
    return RGB565(
      red: UInt8(value / 65_536), green: UInt8(value / 256 % 256), blue: UInt8(value % 256))
  }

  private static func problem(_ name: String) -> ServiceProblem {
    let problems: [String: ServiceProblem] = [
      "sign_in": .signIn, "premium": .premium, "quota": .quota, "setup": .setUp,
    ]
    return problems[name] ?? .upstream
  }

  private static func kind(_ name: String) -> ItemKind {
    let kinds: [String: ItemKind] = [
      "track": .track, "episode": .episode, "ad": .advertisement, "local": .local,
    ]
    return kinds[name] ?? .unknown
  }

  private mutating func take(_ number: JSONNumber) {
    switch name {
    case "progress_ms": outcome.progressMs = number.clampedToUInt32
    case "duration_ms": outcome.durationMs = number.clampedToUInt32
    case "server_time_ms": outcome.serverTimeMs = number.clampedToUInt64
    case "poll_after_ms":
      outcome.pollAfterMs = min(max(number.clampedToUInt32, 1_000), 60_000)
    case "problem_until_ms": outcome.problemUntilMs = number.clampedToUInt64
    case "cover_width": width = number.clampedToUInt32
    case "cover_height": height = number.clampedToUInt32
    default: break
    }
  }

  /// As if the member had not come.
  private mutating func takeNull() {
    switch name {
    case "is_playing": outcome.isPlaying = false
    case "type": outcome.kind = .track
    case "track_id": outcome.trackID = Fingerprint()
    case "title": outcome.title = []
    case "artist": outcome.artist = []
    case "album": outcome.album = []
    case "cover_id": outcome.coverID = Fingerprint()
    case "progress_ms": outcome.progressMs = nil
    case "duration_ms": outcome.durationMs = nil
    case "server_time_ms": outcome.serverTimeMs = nil
    case "accent": outcome.accent = nil
    case "poll_after_ms": outcome.pollAfterMs = nil
    case "problem": outcome.problem = nil
    case "problem_until_ms": outcome.problemUntilMs = nil
    case "help_url": outcome.helpURL = []
    case "cover_width": width = 0
    case "cover_height": height = 0
    case "cover_encoding": encoding = ""
    case "cover_rgb565": outcome.coverSize = nil
    default: break
    }
  }

  private mutating func beginCover() throws(Broken) {
    if !(1...320).contains(width) || !(1...320).contains(height) { throw Broken("badCoverSize") }
    if encoding != "rle" { throw Broken("badCoverEncoding") }
    outcome.coverSize = nil
  }

  private mutating func takeCover(_ scalars: [UInt32], _ isWhole: Bool) throws(Broken) {
    let size = Size(width: UInt16(width), height: UInt16(height))
    let cover = CoverModel(scalars.map { $0 < 0x80 ? UInt8($0) : 0xFF }, size)
    earlierPixels = pixels
    pixels = cover.pixels
    if let failure = isWhole ? cover.failure : cover.error?.failure {
      throw Broken("cover(Firmware.CoverError<\(CoverRecorder.self)>.\(failure))")
    }
    if isWhole { outcome.coverSize = size }
  }
}

extension DocumentRun {
  /// Whether this is what the model says. A broken document's pixels may still be on their way.
  func agrees(with model: DocumentModel) -> Bool {
    var outcome = outcome
    outcome.error = outcome.error.map(Self.brief)
    var expected = model.outcome
    expected.error = expected.error.map(Self.brief)
    let isPictureRight =
      expected.error == nil
      ? pixels == model.pixels
      : model.pixels.starts(with: pixels) || pixels == model.earlierPixels
    return outcome == expected && isPictureRight
  }

  /// A reason without the modules' names, and without what JSON has against the text.
  private static func brief(_ reason: String) -> String {
    if reason.hasPrefix("json") { return "json" }
    guard let open = reason.firstIndex(of: "("), let point = reason.lastIndex(of: ".") else {
      return reason
    }
    return reason[..<open] + ":" + reason[point...].dropFirst().prefix { $0 != ")" }
  }
}
