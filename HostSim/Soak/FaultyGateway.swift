import Firmware

/// A gateway that answers what it should not, around one that does not.
struct FaultyGateway {
  let plan: FaultPlan
  let life: SoakLife
  /// The clock's milliseconds at the start of the run.
  let startMs: UInt64

  var program: GatewayProgram {
    var program = GatewayProgram { clockMs, withCover in
      let milliseconds = clockMs - startMs
      let answer = life.answer(at: milliseconds, withCover: withCover)
      guard let fault = plan.active(.gateway, at: milliseconds) else { return answer }
      return spoiled(answer, fault, at: milliseconds, withCover: withCover)
    }
    program.networkTrouble = { clockMs in
      plan.active(.net, at: clockMs - startMs)?.kind == .wifiLost ? .outOfReach : nil
    }
    return program
  }

  private func spoiled(
    _ answer: GatewayAnswer, _ fault: Fault, at milliseconds: UInt64, withCover: Bool
  ) -> GatewayAnswer {
    let value = Int(fault.value >> 1)
    switch fault.kind {
    case .status401: return .status(401, retryAfter: nil)
    case .status403: return .status(403, retryAfter: nil)
    case .status429: return .status(429, retryAfter: Self.retryAfters[value % 6])
    case .status503: return .status(503, retryAfter: Self.retryAfters[value % 6])
    case .status5xx: return .status([500, 502, 504, 520][value % 4], retryAfter: nil)
    case .empty: return .document(Array("{}".utf8))
    case .silence: return .silence
    case .problem: return problem(value, at: milliseconds)
    case .nulls: return .document(Array(Self.nulls.utf8))
    case .drift: return .document(Array(Self.drifts[value % Self.drifts.count].utf8))
    case .flood: return .document(flood(answer, value))
    case .otherCover where withCover: return otherCover(value, at: milliseconds)
    case .shortCover where withCover: return .document(Self.short(answer, value))
    case .coverMissing where withCover: return life.answer(at: milliseconds, withCover: false)
    case .coverNotReady where withCover:
      let bytes = Self.bytes(life.answer(at: milliseconds, withCover: false))
      return bytes.isEmpty
        ? answer : .document(bytes.dropLast() + Array(#","poll_after_ms":2000}"#.utf8))
    default: return answer
    }
  }

  private static let retryAfters: [String?] = [
    nil, "0", "7", "90", "soon", "Fri, 20 Nov 2026 21:00:00 GMT",
  ]

  private static let nulls =
    #"{"is_playing":null,"type":null,"track_id":null,"title":null,"artist":null,"album":null,"#
    + #""progress_ms":null,"duration_ms":null,"server_time_ms":null,"cover_id":null,"#
    + #""accent":null,"poll_after_ms":null,"problem":null,"help_url":null,"cover_width":null}"#

  /// What a later gateway, or a careless one, may send.
  private static let drifts = [
    #"{"is_playing":true,"title":{"text":"A","lang":"en"},"track_id":"drift"}"#,
    #"{"is_playing":"yes","title":"A","track_id":"drift"}"#,
    #"{"is_playing":true,"track_id":7,"title":"A"}"#,
    #"{"is_playing":true,"track_id":"drift","title":"A","progress_ms":-5,"duration_ms":1e3}"#,
    #"{"is_playing":true,"track_id":"drift","title":"A","progress_ms":1e99,"duration_ms":2}"#,
    #"{"version":[3,{"of":[]}],"is_playing":true,"track_id":"drift","title":"A","more":{"a":1}}"#,
    #"[{"is_playing":true}]"#, "null", "\u{FEFF}{}", #"{"is_playing":true"#,
    #"{"is_playing":true,"track_id":"drift","title":"A","server_time_ms":99999999999999}"#,
    #"{"is_playing":true,"track_id":"drift","title":"A","poll_after_ms":4294967296}"#,
    #"{"is_playing":true,"track_id":"drift","title":"A","cover_id":"drift","accent":"red"}"#,
    String(repeating: #"{"a":"#, count: 40) + "1" + String(repeating: "}", count: 40),
  ]

  private func problem(_ value: Int, at milliseconds: UInt64) -> GatewayAnswer {
    let name = ["sign_in", "premium", "quota", "upstream", "setup", "of a later day"][value % 6]
    var object = JSONObjectText()
    object.add("server_time_ms", GatewayProgram.epochMs + Int(milliseconds))
    object.add("problem", name)
    object.add("problem_until_ms", GatewayProgram.epochMs + Int(milliseconds) + 600_000)
    if value & 8 == 0 { object.add("help_url", "https://sleeve.example/setup") }
    return .document(Array(object.text.utf8))
  }

  /// The document with texts of kilobytes and hundreds of members of which nobody knows.
  private func flood(_ answer: GatewayAnswer, _ value: Int) -> [UInt8] {
    let bytes = Self.bytes(answer)
    let filler = (0..<200).map { #""member_\#($0)":[\#($0),"\#(value)"],"# }.joined()
    let title = String(repeating: "flood ", count: 700)
    return Array(#"{\#(filler)"title":"\#(title)"\#(bytes.isEmpty ? "}" : ",")"#.utf8)
      + bytes.dropFirst()
  }

  /// Something else, under its own name, with its picture or without one.
  private func otherCover(_ value: Int, at milliseconds: UInt64) -> GatewayAnswer {
    let items = SoakCatalogue.shared.items
    let index = value % items.count
    let scene = SoakLife.Scene(
      beginsMs: milliseconds, item: index, isPlaying: true, positionMs: 0, pollAfterMs: nil)
    return .document(items[index].json(scene.document(at: milliseconds), withCover: true))
  }

  /// A picture that ends too early.
  private static func short(_ answer: GatewayAnswer, _ value: Int) -> [UInt8] {
    let bytes = bytes(answer)
    return bytes.dropLast(min(bytes.count, 6 + value % 8 * 4)) + Array(#""}"#.utf8)
  }

  private static func bytes(_ answer: GatewayAnswer) -> [UInt8] {
    if case .document(let bytes) = answer { bytes } else { [] }
  }
}
