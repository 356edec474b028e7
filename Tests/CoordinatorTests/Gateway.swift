import Firmware
import Foundation
import Testing

@testable import Coordinator

/// A coordinator in virtual time, before a music service and clients. It performs the actions as
/// `host.js` does, and looks at everything that goes out: whatever a test does, no call is made that
/// must not be, and neither a bad document nor a secret goes out.
final class Gateway {
  /// Friday, 20 November 2026, 18:00 UTC.
  static let evening: Int64 = 1_795_197_600_000

  struct Client {
    var device: String?
    var picture: Bool
    /// Until when it asks.
    var until: Int64 = .max
    var asks = 0
  }

  var coordinator = Coordinator()
  let service: FakeSpotify
  var settings: [String: Any]
  private(set) var now: Int64
  private(set) var stored = ""
  private(set) var wakeAt: Int64?
  private(set) var log: [String] = []
  private var answers: [(at: Int64, call: Int, answer: FakeSpotify.Answer)] = []
  private(set) var clients: [Client] = []
  private var due = TimeHeap()
  private var asked: [Int: Int] = [:]
  private var nextID = 1
  /// The last document of all.
  private(set) var document: [String: Any] = [:]
  private(set) var reply: [String: Any] = [:]
  private(set) var repliedIDs: Set<Int> = []
  private var checks = 0
  /// Somebody asked then, or was told to ask again then: the last such moment.
  private(set) var wantedUntil: Int64 = 0
  /// The service told the coordinator to leave it alone until then.
  private var closedUntil: Int64 = 0
  /// A person came back from the sign-in: its call waits for nothing.
  private var isSigningIn = false
  /// The last refresh token that the coordinator was told.
  private var toldToken = ""
  /// Every event with its body and time, where they are recorded.
  private(set) var events: [(message: [UInt8], body: [UInt8], now: Int64)] = []
  var recordsEvents = false
  /// Looks at each document that goes out.
  var watch: ((_ document: [String: Any], _ now: Int64) -> Void)?

  init(
    _ service: FakeSpotify = FakeSpotify(), at start: Int64 = evening, _ more: [String: Any] = [:]
  ) {
    self.service = service
    now = start
    service.since = start
    settings = [
      "source": "spotify", "client_id": FakeSpotify.clientID,
      "client_secret": FakeSpotify.clientSecret, "public_url": "https://sleeve.example",
    ]
    settings.merge(more) { $1 }
    stored = """
      {"version":1,"source":"spotify","client_id":"\(FakeSpotify.clientID)",\
      "refresh_token":"\(service.refreshToken)","signed_in_at":\(start - 86_400_000)}
      """
    begin()
  }

  private func begin() {
    tell(["event": "start", "settings": settings], Array(stored.utf8))
  }

  /// Another process goes on from what was stored; answers to the earlier one are lost.
  func restart(state: String? = nil) {
    coordinator = Coordinator()
    answers = []
    wakeAt = nil
    if let state { stored = state }
    for (_, client) in asked { due.push(now + 3_000, client) }
    asked = [:]
    begin()
  }

  // MARK: Events

  @discardableResult
  func tell(_ event: [String: Any], _ body: [UInt8] = []) -> [[String: Any]] {
    let name = event["event"] as! String
    isSigningIn = isSigningIn || name == "signed_in"
    if name == "ask" { wantedUntil = max(wantedUntil, now) }
    return tell([UInt8](try! JSONSerialization.data(withJSONObject: event)), body)
  }

  @discardableResult
  private func tell(_ message: [UInt8], _ body: [UInt8]) -> [[String: Any]] {
    if recordsEvents { events.append((message, body, now)) }
    let output = coordinator.handle(message.span, body.span, now: now)
    if output.count == 2 { return [] }
    if let (id, pollAfterMs) = uncheckedReply(output) {
      replied(id, pollAfterMs)
      return []
    }
    let actions = try! JSONSerialization.jsonObject(with: Data(output)) as! [[String: Any]]
    for action in actions { perform(action) }
    return actions
  }

  /// The one reply of which the output consists, where nobody looks at it: days have a million.
  private func uncheckedReply(_ output: [UInt8]) -> (id: Int, pollAfterMs: Int64)? {
    checks += 1
    guard watch == nil, checks > 2_000, checks % 97 != 0 else { return nil }
    return (output + [0]).withUnsafeBytes { bytes in
      func number(after text: String) -> Int? {
        let output = bytes.baseAddress!.assumingMemoryBound(to: CChar.self)
        return strstr(output, text).map { strtol($0 + text.utf8.count, nil, 10) }
      }
      guard let id = number(after: #"[{"do":"reply","id":"#), number(after: #",{"do":"#) == nil,
        let after = number(after: #""poll_after_ms":"#)
      else { return nil }
      return (id, Int64(after))
    }
  }

  private func replied(_ id: Int, _ pollAfterMs: Int64) {
    repliedIDs.insert(id)
    wantedUntil = max(wantedUntil, now + pollAfterMs)
    guard let client = asked.removeValue(forKey: id) else { return }
    if now + pollAfterMs < clients[client].until { due.push(now + pollAfterMs, client) }
  }

  private func perform(_ action: [String: Any]) {
    switch action["do"] as! String {
    case "call":
      checkCall()
      let answer = service.receive(action, now)
      answers.append((now + service.latencyMs, action["call"] as! Int, answer))
    case "reply":
      checkSecrets(action, without: "cover")
      reply = action
      document = action["document"] as! [String: Any]
      checkDocument()
      watch?(document, now)
      replied(action["id"] as! Int, Int64(document["poll_after_ms"] as! Int))
    case "store": stored = action["state"] as! String
    case "wake": wakeAt = (action["at"] as? Int).map { Int64($0) }
    case "status": checkSecrets(action)
    case "log":
      checkSecrets(action)
      log.append(action["text"] as! String)
    default: Issue.record("an unknown action: \(action)")
    }
  }

  /// A client asks now; its answers make it ask again.
  func add(_ client: Client) {
    clients.append(client)
    due.push(now, clients.count - 1)
  }

  /// Asks once, and goes on until the answer is there.
  @discardableResult
  func ask(cover: Int? = nil, device: String? = nil) -> [String: Any] {
    let id = nextID
    askFrom(client: nil, device: device, cover: cover)
    while !repliedIDs.contains(id), step(until: now + 10_000) {}
    return document
  }

  private func askFrom(client: Int?, device: String?, cover: Int?) {
    if let client { asked[nextID] = client }
    wantedUntil = max(wantedUntil, now)
    var event = #"{"event":"ask","id":\#(nextID)"#
    if let device { event += #","device":"\#(device)","agent":"sleeve/1.2.3 (esp32c6)""# }
    if let cover { event += #","cover":{"width":\#(cover),"height":\#(cover)}"# }
    nextID += 1
    tell(Array((event + "}").utf8), [])
  }

  func status() -> [String: Any] {
    let actions = tell(["event": "status"])
    return actions.first { $0["do"] as? String == "status" }!["status"] as! [String: Any]
  }

  /// The state and text of a step of the set-up.
  func step(_ name: String) -> (state: String, text: String)? {
    let steps = status()["steps"] as! [[String: String]]
    return steps.first { $0["name"] == name }.map { ($0["state"]!, $0["text"]!) }
  }

  // MARK: Time

  func run(for milliseconds: Int64) { run(until: now + milliseconds) }

  func run(until end: Int64) {
    while step(until: end) {}
    now = end
  }

  /// Does what comes next, where that is before `end`.
  private func step(until end: Int64) -> Bool {
    let answer = answers.indices.min { answers[$0].at < answers[$1].at }
    let times = [answer.map { answers[$0].at }, wakeAt, due.first].compactMap { $0 }
    guard let next = times.min(), next < end else {
      now = max(now, end)
      return false
    }
    now = max(now, next)
    if let answer, answers[answer].at <= now {
      let (_, call, content) = answers.remove(at: answer)
      toldToken = content.refreshToken ?? toldToken
      if content.status == 429, let seconds = content.retryAfter.flatMap({ Int64($0) }) {
        closedUntil = max(closedUntil, now + seconds * 1_000)
      }
      tell(
        [
          "event": "answer", "call": call, "status": content.status,
          "retry_after": content.retryAfter ?? NSNull(), "date": content.date ?? NSNull(),
        ], Array(content.body.utf8))
    } else if let wake = wakeAt, wake <= now {
      wakeAt = nil
      tell(["event": "wake"])
    } else if let client = due.pop() {
      clients[client].asks += 1
      askFrom(
        client: client, device: clients[client].device,
        cover: clients[client].picture ? 240 : nil)
    }
    return true
  }

  /// The clock of the machine is set.
  func setClock(_ time: Int64) {
    let step = time - now
    for index in answers.indices { answers[index].at += step }
    wantedUntil += step
    closedUntil += step
    now = time
  }

  // MARK: What goes out

  /// Whether a call may be made now.
  private func checkCall() {
    if !isSigningIn {
      #expect(now < wantedUntil + 30_000, "it is asked though nobody wants to know")
      #expect(now >= closedUntil, "it is asked before Retry-After is over")
    }
    isSigningIn = false
    #expect(toldToken.isEmpty || stored.contains(toldToken), "a token may be lost")
    // After 20 s a call is given up.
    #expect(answers.isEmpty || service.latencyMs > 20_000, "two calls at once")
  }

  private func checkSecrets(_ action: [String: Any], without: String = "") {
    var action = action
    action[without] = nil
    let data = try! JSONSerialization.data(withJSONObject: action, options: .withoutEscapingSlashes)
    let text = String(decoding: data, as: UTF8.self)
    for secret in service.secrets + Self.homeSecrets {
      #expect(!text.contains(secret), "a secret was said: \(secret) in \(text)")
    }
  }

  static let homeSecrets = ["home-token-0123456789", "picture-key-0123456789"]

  /// The firmware's own reader takes it, and it is small.
  private func checkDocument() {
    let bytes = [UInt8](try! JSONSerialization.data(withJSONObject: document))
    #expect(bytes.count < 6_000)
    var reader = NowPlayingReader<NoPicture>()
    var sink = NoPicture()
    do {
      reader.begin()
      try reader.feed(bytes.span, to: &sink)
      try reader.finish()
    } catch {
      Issue.record("a device refuses \(document): \(error)")
    }
    let after = document["poll_after_ms"] as! Int
    #expect(1_000...60_000 ~= after)
    if document["is_playing"] as! Bool { #expect(after <= 30_000) }
  }
}

struct NoPicture: CoverSink {
  func beginCover(_ size: Size) throws(Never) {}
  func write(_ pixels: Span<UInt8>) throws(Never) {}
}

/// Who is due when, the earliest first.
struct TimeHeap {
  private var items: [(at: Int64, what: Int)] = []

  var first: Int64? { items.first?.at }

  mutating func push(_ at: Int64, _ what: Int) {
    items.append((at, what))
    var index = items.count - 1
    while index > 0, items[index].at < items[(index - 1) / 2].at {
      items.swapAt(index, (index - 1) / 2)
      index = (index - 1) / 2
    }
  }

  mutating func pop() -> Int? {
    guard let first = items.first else { return nil }
    let last = items.removeLast()
    if !items.isEmpty {
      items[0] = last
      var index = 0
      while true {
        var least = index
        for child in [2 * index + 1, 2 * index + 2]
        where child < items.count && items[child].at < items[least].at { least = child }
        if least == index { break }
        items.swapAt(index, least)
        index = least
      }
    }
    return first.what
  }
}
