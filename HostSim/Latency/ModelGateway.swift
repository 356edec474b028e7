import Firmware

/// A gateway whose songs change at known moments.
struct ModelGateway {
  /// When each item begins, nanoseconds; the first at 0.
  let changesNs: [UInt64]
  /// Whether it holds a question until something changes.
  let holds: Bool
  /// When it has a device ask again: nil is what the device's setting says.
  let paces: Bool
  private let items: [(bare: [UInt8], whole: [UInt8])]

  /// The pace of `Schedule`, and half a second for its answer to come.
  private static let fastMs = 3_500
  private static let playingMs = 6_500
  private static let fastForNs: UInt64 = 20_000_000_000

  /// - Parameter items: Their documents, without the closing bracket.
  init(changesNs: [UInt64], holds: Bool, paces: Bool, items: [(bare: [UInt8], whole: [UInt8])]) {
    self.changesNs = changesNs
    self.holds = holds
    self.paces = paces
    self.items = items
  }

  private func item(at ns: UInt64) -> Int { (changesNs.lastIndex { $0 <= ns }) ?? 0 }

  /// The answer to a question that arrives at `ns`, and when it is sent. `since` is what the client
  /// knows, Unix time in milliseconds.
  func answer(
    at ns: UInt64, withCover: Bool, since: UInt64?
  ) -> (body: [UInt8], item: Int, ns: UInt64) {
    var sentNs = ns
    if holds, let since {
      let known = (since - UInt64(GatewayProgram.epochMs)) * 1_000_000
      let next = changesNs.first { $0 / 1_000_000 * 1_000_000 > known } ?? .max
      sentNs = max(ns, min(next, ns + UInt64(Limits.holdSeconds) * 1_000_000_000))
    }
    let item = item(at: sentNs)
    let document = items[item % items.count]
    let isFast = sentNs < changesNs[item] + Self.fastForNs
    let waitMs = holds && since != nil ? 1_000 : isFast ? Self.fastMs : Self.playingMs
    let pace = paces ? #","poll_after_ms":\#(waitMs)"# : ""
    let time = GatewayProgram.epochMs + Int(sentNs / 1_000_000)
    let open =
      ##"{"track_id":"\##(item)","cover_id":"\##(item)","server_time_ms":\##(time)\##(pace),"##
    return (Array(open.utf8) + (withCover ? document.whole : document.bare), item, sentNs)
  }
}
