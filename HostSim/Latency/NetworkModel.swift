/// What of a network, a chip and a server decides how long a person waits for the next picture.
///
/// A model of facts that others have measured: each figure has its source.
struct NetworkModel: Sendable {
  /// From a packet to its answer, milliseconds.
  var roundTripMs: UInt64
  /// What the device lets a server send before it has read: lwIP's `TCP_WND`, bytes.
  var windowBytes: Int
  /// Whether the radio sleeps between the access point's beacons.
  var radioSleeps = false
  /// How many segments of a thousand are lost.
  var lossPerMille = 0
  /// Plaintext of the longest record that the server makes: RFC 8446 section 5.1; nginx and Node
  /// make them as long as they may be.
  var recordBytes = 16_384

  var roundTripNs: UInt64 { roundTripMs * 1_000_000 }
  var oneWayNs: UInt64 { roundTripNs / 2 }

  /// Bytes of a segment over Ethernet and Wi-Fi, less what TCP's timestamps take: lwIP's default of
  /// ESP-IDF.
  static let segmentBytes = 1_440
  /// Segments that a server sends before the first is acknowledged, anew after each pause: RFC 6928
  /// section 2, RFC 5681 section 4.1. From there the number doubles each round trip.
  static let firstSegments = 10
  /// Over the air, bytes a second: ESP-IDF, "Wi-Fi Performance and Power Save", TCP RX in lab air is
  /// 20 Mbit/s.
  static let linkBytesPerSecond: UInt64 = 2_500_000
  /// Reading, decrypting and handing over a byte of HTTPS. arduino-esp32#9822 has 290 KB/s on an
  /// ESP32-S3, where 570 go without TLS; other public figures end at 375.
  static let cpuNsPerByte: UInt64 = 3_000
  /// What a handshake with certificates on both sides computes. Public figures for chips of this
  /// class are 0.8 to 2.5 s, most of it arithmetic: esp-idf#8852 (client certificate, up to 2.5),
  /// haumacher/phoneblock#322 (1.66), micropython-esp32#131 (1.2).
  static let fullHandshakeNs: UInt64 = 1_500_000_000
  /// Whether a handshake resumes the session of the one before. The SDK's own way is left off, as it
  /// may read freed memory (esp-idf#19033).
  static let isSessionKept = false
  /// The same from a session ticket: no certificate and no curve. phoneblock#323 saves 1.5 of its
  /// 1.66 s.
  static let resumedHandshakeNs: UInt64 = 100_000_000
  /// Round trips before the first request, with TCP's own: RFC 5246 section 7.3, figures 1 and 2.
  static let fullRoundTrips: UInt64 = 3
  static let resumedRoundTrips: UInt64 = 2
  /// On the wire, both ways: two ECDSA certificates a side, or a ticket.
  static let fullHandshakeBytes = 4_600
  static let resumedHandshakeBytes = 900
  /// From one beacon of the access point to the next: 100 units of 1,024 µs, the default of all.
  static let beaconNs: UInt64 = 102_400_000
  /// From a question to its answer on the server itself.
  static let serverNs: UInt64 = 2_000_000
  /// A request with its headers, and what comes before a body; with TCP, IP and the record around.
  static let requestBytes = 400
  static let headBytes = 420
  /// What a sender waits at least for an acknowledgement before it sends again: Linux's RTO minimum.
  static let retransmissionNs: UInt64 = 200_000_000
}

/// How long a server keeps a connection.
struct ServerLimits: Sendable {
  let name: String
  /// Without a request.
  let idleMs: UInt64
  let requests: Int
  let ageMs: UInt64

  /// Board/worker: node.js and nginx.conf.
  static let gateway = ServerLimits(
    name: "the gateway's limits", idleMs: 120_000, requests: .max, ageMs: 30 * 86_400_000)
  /// nodejs.org, `server.keepAliveTimeout`.
  static let node = ServerLimits(
    name: "Node's defaults", idleMs: 5_000, requests: .max, ageMs: 365 * 86_400_000)
  /// nginx.org: `keepalive_timeout`, `keepalive_requests`, `keepalive_time`.
  static let nginx = ServerLimits(
    name: "nginx's defaults", idleMs: 75_000, requests: 1_000, ageMs: 3_600_000)
}

/// Which request goes over which connection.
enum ConnectionRule: Sendable {
  /// The question's connection is kept; each cover makes one anew, with a whole handshake. What the
  /// firmware did before it shared one.
  case coverApart
  /// Both are kept, each its own.
  case two
  /// Both share one.
  case one
}
