/// A now-playing document's bytes as a gateway would send them where no picture is asked for.
enum DocumentText {
  private static let coverMembers: Set = [
    "cover_width", "cover_height", "cover_encoding", "cover_rgb565",
  ]

  /// The document without the members of the picture; every other byte stays as it is. A text that
  /// is no object, or breaks off, comes back whole.
  static func withoutCover(_ document: [UInt8]) -> [UInt8] {
    guard let members = members(of: document) else { return document }
    var kept: [UInt8] = Array(document[..<members.start])
    var isFirst = true
    for member in members.list where !coverMembers.contains(member.name) {
      // A member brings the comma before it along.
      let start = isFirst ? member.nameStart : member.start
      kept += document[start..<member.end]
      isFirst = false
    }
    return kept + document[members.end...]
  }

  private struct Member {
    /// Behind the bracket or the value before it.
    let start: Int
    let nameStart: Int
    let end: Int
    let name: String
  }

  /// The outermost object's members; from behind its opening bracket to its closing one.
  private static func members(
    of document: [UInt8]
  ) -> (start: Int, list: [Member], end: Int)? {
    var scan = Scan(document: document)
    scan.skipSpace()
    guard scan.next() == UInt8(ascii: "{") else { return nil }
    let start = scan.index
    var list: [Member] = []
    while true {
      let memberStart = scan.index
      scan.skipSpace()
      if scan.peek == UInt8(ascii: "}") { return (start, list, list.isEmpty ? start : memberStart) }
      if !list.isEmpty {
        guard scan.next() == UInt8(ascii: ",") else { return nil }
        scan.skipSpace()
      }
      let nameStart = scan.index
      guard let name = scan.string() else { return nil }
      scan.skipSpace()
      guard scan.next() == UInt8(ascii: ":"), scan.value() else { return nil }
      list.append(
        Member(
          start: memberStart, nameStart: nameStart, end: scan.index,
          name: String(decoding: document[name], as: UTF8.self)))
    }
  }

  /// A place in a document; knows strings and brackets, and nothing else of JSON.
  private struct Scan {
    let document: [UInt8]
    var index = 0

    var peek: UInt8? { index < document.count ? document[index] : nil }

    mutating func next() -> UInt8? {
      defer { index += 1 }
      return peek
    }

    mutating func skipSpace() {
      while let byte = peek, byte == 0x20 || (0x09...0x0D).contains(byte) { index += 1 }
    }

    /// The bytes between the quotes; nil where no whole string is here.
    mutating func string() -> Range<Int>? {
      guard next() == UInt8(ascii: "\"") else { return nil }
      let start = index
      while let byte = next() {
        if byte == UInt8(ascii: "\"") { return start..<index - 1 }
        if byte == UInt8(ascii: "\\") { index += 1 }
      }
      return nil
    }

    /// Passes by a value: up to the comma or the bracket behind it. False where the text ends
    /// first.
    mutating func value() -> Bool {
      var depth = 0
      while let byte = peek {
        switch byte {
        case UInt8(ascii: "\""):
          if string() == nil { return false }
          continue
        case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
          if depth == 0 { return true }
          depth -= 1
        case UInt8(ascii: ",") where depth == 0: return true
        default: break
        }
        index += 1
      }
      return false
    }
  }
}
