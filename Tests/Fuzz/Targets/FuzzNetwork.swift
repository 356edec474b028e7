#if canImport(Firmware)
  @testable import Firmware
#endif

/// Answers in pieces, whether anybody asked for them or not.
struct FuzzClient: HTTPClient {
  enum Piece {
    case head(HTTPHead)
    case body([UInt8])
    /// A count that is none of the buffer's.
    case nonsense(Int)
    case end
    case failed(HTTPFailure)
  }

  /// What comes next.
  var pieces: [Piece] = []
  /// Whether every question is answered as it should be.
  var isGood = false
  private(set) var isOpen = false

  mutating func open(_ request: HTTPRequest) {
    isOpen = true
    if !isGood { return }
    switch request.target {
    case .nowPlaying: pieces = FuzzDocument.good.answer(withCover: false)
    case .cover: pieces = FuzzDocument.good.answer(withCover: true)
    case .manifest: pieces = [.head(HTTPHead(status: 204))]
    case .image: pieces = [.failed(.broken)]
    }
  }

  mutating func poll(_ buffer: inout MutableSpan<UInt8>) -> HTTPEvent {
    guard isOpen, let piece = pieces.first else { return .pending }
    switch piece {
    case .body(let bytes):
      let count = min(bytes.count, buffer.count)
      for index in 0..<count { buffer[index] = bytes[index] }
      if count < bytes.count {
        pieces[0] = .body(Array(bytes[count...]))
      } else {
        pieces.removeFirst()
      }
      return .body(count: count)
    case .head(let head):
      pieces.removeFirst()
      return .head(head)
    case .nonsense(let count):
      pieces.removeFirst()
      return .body(count: count)
    case .end:
      pieces.removeFirst()
      isOpen = false
      return .end
    case .failed(let reason):
      pieces.removeFirst()
      isOpen = false
      return .failed(reason)
    }
  }

  mutating func cancel() { isOpen = false }
}

/// A now-playing document that a gateway could send.
struct FuzzDocument {
  /// Decides about all of it.
  let number: UInt8

  /// Of what plays when all is well.
  static var good: FuzzDocument { FuzzDocument(number: 0x11) }

  var side: Int { [8, 200, 240, 33][Int(number >> 2 & 3)] }
  /// The only colour of its picture.
  var color: UInt16 { UInt16(number) << 8 | 0x34 }

  private var title: [UInt8] {
    switch number & 3 {
    case 0: Array("A name that goes on for longer than any glass of this kind is wide".utf8)
    case 1: Array("Lantern Hours".utf8)
    case 2: Array("\u{642}\u{647}\u{648}\u{629} 12 (\u{5E9}\u{5DC}\u{5D5}\u{5DD}) e\u{301}".utf8)
    default: Array("\u{1F3B5}\u{E01}\u{E33} \u{1112}\u{1161}\u{11AB}".utf8)
    }
  }

  func bytes(withCover: Bool) -> [UInt8] {
    var bytes = Array(#"{"is_playing":true,"track_id":"t"#.utf8)
    bytes.append(0x41 + number & 15)
    bytes += Array(#"","artist":"The Tin Parade","progress_ms":7000,"duration_ms":90000,"#.utf8)
    bytes += Array(#""server_time_ms":1795205700000,"cover_id":"c"#.utf8)
    bytes.append(0x41 + number >> 4)
    bytes += Array(#"","title":""#.utf8) + title + [0x22]
    if withCover {
      bytes += Array(#","cover_encoding":"rle","cover_width":"#.utf8) + decimal(side)
      bytes += Array(#","cover_height":"#.utf8) + decimal(side)
      bytes += Array(#","cover_rgb565":""#.utf8) + encoded(packets) + [0x22]
    }
    return bytes + [0x7D]
  }

  private var packets: [UInt8] {
    var packets: [UInt8] = []
    var left = side * side
    while left > 0 {
      let count = min(left, 128)
      packets += [UInt8(0x7F + count), number, 0x34]
      left -= count
    }
    return packets
  }

  private func decimal(_ number: Int) -> [UInt8] {
    var (digits, rest): ([UInt8], Int) = ([], number)
    repeat {
      digits.insert(0x30 + UInt8(rest % 10), at: 0)
      rest /= 10
    } while rest > 0
    return digits
  }

  func answer(withCover: Bool) -> [FuzzClient.Piece] {
    [.head(HTTPHead(status: 200)), .body(bytes(withCover: withCover)), .end]
  }
}

/// The time of day, where anybody knows it.
struct FuzzTime: TimeSource {
  var unixMs: UInt64?

  mutating func unixMilliseconds() -> UInt64? { unixMs }
}

/// An interface to the network that stands as it is told to.
struct FuzzInterface: NetworkInterface {
  struct Failure: HardwareFailure { var code: Int32 { 0x3001 } }

  var stands = NetworkState.up
  var fails = false

  mutating func state() -> NetworkState { stands }
  mutating func start() throws(Failure) { if fails { throw Failure() } }
  mutating func restartRadio() throws(Failure) { if fails { throw Failure() } }
  mutating func rejoin() throws(Failure) { if fails { throw Failure() } }
  mutating func lookAround() {}
}
