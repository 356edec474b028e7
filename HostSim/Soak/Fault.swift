/// Something that goes wrong during a soak: what, from when to when, and how exactly.
struct Fault: Equatable, Sendable {
  let kind: FaultKind
  /// Milliseconds since the start of the run; the end is past the last of them.
  let beginsMs: UInt64
  let endsMs: UInt64
  /// Decides what the kind leaves open, such as the byte at which a body breaks off.
  let value: UInt64

  func isActive(at milliseconds: UInt64) -> Bool {
    beginsMs <= milliseconds && milliseconds < endsMs
  }

  /// One line for a report.
  var text: String {
    let place = "\(kind.group.rawValue) \(kind.rawValue) at \(beginsMs) ms"
    return kind.isOfMoment ? place : "\(place) for \(endsMs - beginsMs) ms"
  }
}

/// What a person names on the command line.
enum FaultGroup: String, CaseIterable, Sendable {
  case net, flash, spi, clock, gateway, power

  /// Its place among all.
  var index: Int {
    switch self {
    case .net: 0
    case .flash: 1
    case .spi: 2
    case .clock: 3
    case .gateway: 4
    case .power: 5
    }
  }

  /// From the end of one fault to the beginning of the next, milliseconds.
  var pauseMs: ClosedRange<UInt64> {
    switch self {
    case .net, .clock, .gateway: 60_000...1_500_000
    case .flash, .power: 60_000...5_400_000
    case .spi: 600_000...7_200_000
    }
  }
}

enum FaultKind: String, CaseIterable, Sendable {
  // The way to the gateway.
  case refused, reset, stall, truncated, corrupted, duplicated, redirect, garbage
  case byteAtATime = "byte-at-a-time"
  case oddChunks = "odd-chunks"
  case slowDrip = "slow-drip"
  case wrongStatus = "wrong-status"
  case wrongLength = "wrong-length"
  case hugeHeaders = "huge-headers"
  case captivePortal = "captive-portal"
  case noMemory = "no-memory"
  case wifiLost = "wifi-lost"
  case wifiForgotten = "wifi-forgotten"
  case wifiSilent = "wifi-silent"
  // What the gateway answers.
  case nulls, drift, flood, empty, silence, problem
  case status401 = "401"
  case status403 = "403"
  case status429 = "429"
  case status503 = "503"
  case status5xx = "5xx"
  case otherCover = "other-cover"
  case shortCover = "short-cover"
  case coverMissing = "cover-missing"
  case coverNotReady = "cover-not-ready"
  // The flash: a bit that changes by itself, a cell that keeps its level, calls that fail.
  case flippedBit = "flipped-bit"
  case wornCell = "worn-cell"
  case failingCalls = "failing-calls"
  // The board: its power goes, between two operations of the flash or in one, it starts anew, or its
  // loop hangs.
  case cut, hang
  case tornWrite = "torn-write"
  case restart
  // The wires to the panel, and a panel that resets itself: nobody notices either.
  case lostBytes = "lost-bytes"
  case repeatedBytes = "repeated-bytes"
  case panelReset = "panel-reset"
  // What time it is.
  case stepForward = "step-forward"
  case stepBack = "step-back"
  case noTime = "no-time"

  var group: FaultGroup {
    switch self {
    case .refused, .reset, .stall, .truncated, .corrupted, .duplicated, .redirect, .garbage,
      .byteAtATime, .oddChunks, .slowDrip, .wrongStatus, .wrongLength, .hugeHeaders,
      .captivePortal, .noMemory, .wifiLost, .wifiForgotten, .wifiSilent:
      .net
    case .nulls, .drift, .flood, .empty, .silence, .problem, .status401, .status403, .status429,
      .status503, .status5xx, .otherCover, .shortCover, .coverMissing, .coverNotReady:
      .gateway
    case .stepForward, .stepBack, .noTime: .clock
    case .flippedBit, .wornCell, .failingCalls: .flash
    case .cut, .hang, .tornWrite, .restart: .power
    case .lostBytes, .repeatedBytes, .panelReset: .spi
    }
  }

  /// Whether it happens at once and has no length.
  var isOfMoment: Bool {
    switch self {
    case .wifiForgotten, .wifiSilent, .flippedBit, .wornCell, .cut, .hang, .tornWrite, .restart,
      .lostBytes, .repeatedBytes, .panelReset:
      true
    default: false
    }
  }
}
