import Foundation

@testable import Firmware

/// RFC 4648 section 4, a group of four characters after another.
struct Base64Model {
  /// What the whole groups in front of the first wrong character hold.
  private(set) var bytes: [UInt8] = []
  /// The first character that cannot stand where it does, nil if there is none.
  private(set) var failedAt: Int?
  /// Whether the text ends with a whole group.
  let isComplete: Bool

  /// The value of every character, nil outside the alphabet.
  private static let values: [Int?] = {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    return (UInt8.min...UInt8.max).map { alphabet.firstIndex(of: $0) }
  }()

  init(_ text: [UInt8]) {
    isComplete = text.count % 4 == 0
    var mayFollow = true
    var wholeGroups = 0
    for start in stride(from: 0, to: text.count, by: 4) {
      let group = Array(text[start..<min(start + 4, text.count)])
      let length = mayFollow ? Self.legalLength(group) : 0
      if length < group.count {
        failedAt = start + length
        break
      }
      mayFollow = !group.contains(UInt8(ascii: "="))
      if length == 4 { wholeGroups += 1 }
    }
    bytes = Array(Data(base64Encoded: Data(text[..<(wholeGroups * 4)])) ?? Data())
  }

  /// How many characters of a group can stand as they are.
  private static func legalLength(_ group: [UInt8]) -> Int {
    for index in group.indices {
      let character = group[index]
      let isPadded = group[..<index].contains(UInt8(ascii: "="))
      if character == UInt8(ascii: "=") {
        // Two characters hold four bits too many, three hold two.
        if index < 2
          || !isPadded && (values[Int(group[index - 1])] ?? 1) % (index == 2 ? 16 : 4) != 0
        {
          return index
        }
      } else if isPadded || values[Int(character)] == nil {
        return index
      }
    }
    return group.count
  }
}
