/// What is known of the latest pictures: their colour, or that they cannot be had.
struct CoverNotes {
  /// The longest time for which a picture that cannot be had is left alone.
  private static let failedMaxMs: Milliseconds = 3_600_000

  /// The text is the colour; until the time, the picture cannot be had.
  private var notes = RecentList(countMax: 16)

  /// `accent` is `#rrggbb`; anything else is none.
  mutating func ready(_ id: Bytes, accent: Bytes?) {
    notes.note(id, accent.flatMap { Self.isColor($0) ? $0 : nil }, 0)
  }

  mutating func failed(_ id: Bytes, againMs: Milliseconds?, _ now: Milliseconds) {
    notes.note(id, nil, now + min(max(againMs ?? .max, 0), Self.failedMaxMs))
  }

  func accent(_ id: Bytes) -> Bytes? { notes[id]?.text }

  func cannotBeHad(_ id: Bytes, _ now: Milliseconds) -> Bool { now < notes[id]?.time ?? 0 }

  private static func isColor(_ text: Bytes) -> Bool {
    guard text.count == 7, text[0] == UInt8(ascii: "#") else { return false }
    for byte in text[1...] {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
        UInt8(ascii: "A")...UInt8(ascii: "F"):
        continue
      default: return false
      }
    }
    return true
  }
}
