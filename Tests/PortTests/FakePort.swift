import Firmware

/// A board in memory, behind the functions of the port: it notes what it is told, and answers what a
/// test has put into it.
///
/// There is one, as a board has one port; so the suites that use it run one after the other.
final class FakePort {
  nonisolated(unsafe) static var shared = FakePort()

  struct Request: Equatable {
    var url: String
    var headers: String
    var deadlineMs: UInt32
    var flags: UInt32
  }

  /// What each function answers; by its name without `sleeve_`. Others answer as a board that works.
  var answers: [String: Int32] = [:]
  /// Every function's answer, where that is not nil.
  var chaos: (() -> Int32)?
  var log: [String] = []
  /// The calls that change something, with their numbers.
  var calls: [String] = []
  var requests: [UInt32: Request] = [:]
  var document: [UInt8]?
  /// Bytes of it that have come; nil before its head.
  var sent: Int?
  var headers: [UInt32: String] = [:]
  var settings: [String: String] = [:]
  var texts: [UInt32: String] = [0: "1.2.3", 1: "fake"]
  var unixMs: UInt64 = 0
  var clockMs: UInt32 = 0
  var slotBytes: UInt32 = 0
  var hashed: [UInt8] = []
  var lastBytes: [UInt8] = []

  static func reset() -> FakePort {
    shared = FakePort()
    return shared
  }

  func answer(_ function: String, _ usual: Int32 = 0) -> Int32 {
    chaos?() ?? answers[function] ?? usual
  }

  func note(_ call: String, _ function: String, _ usual: Int32 = 0) -> Int32 {
    if chaos == nil { calls.append(call) }
    return answer(function, usual)
  }

  /// Copies `text` where it fits, and answers its length.
  func copy(
    _ text: String?, _ target: UnsafeMutablePointer<UInt8>, _ capacity: UInt32, _ function: String
  ) -> Int32 {
    guard let text else { return answer(function, -1) }
    let bytes = Array(text.utf8)
    if bytes.count <= capacity { target.update(from: bytes, count: bytes.count) }
    return answer(function, Int32(bytes.count))
  }

  func bytes(_ start: UnsafePointer<UInt8>, _ count: UInt32) -> [UInt8] {
    Array(UnsafeBufferPointer(start: start, count: Int(count)))
  }

  func text(_ start: UnsafePointer<UInt8>, _ count: UInt32) -> String {
    String(decoding: bytes(start, count), as: UTF8.self)
  }

  /// What the gateway answers to the client of the document: a head, this, and its end.
  func poll(_ client: UInt32, _ buffer: UnsafeMutablePointer<UInt8>, _ capacity: UInt32) -> Int32 {
    guard chaos == nil, answers["http_poll"] == nil, client == 0, let document, requests[0] != nil
    else { return answer("http_poll") }
    guard let sent else {
      self.sent = 0
      return -1
    }
    let count = min(document.count - sent, Int(capacity))
    buffer.update(from: Array(document[sent..<sent + count]), count: count)
    self.sent = sent + count
    if count == 0 { requests[0] = nil }
    return count == 0 ? -2 : Int32(count)
  }
}
