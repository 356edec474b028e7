@testable import Encoder

/// A PNG in its chunks, to be changed and put together again with right check sums.
struct PNGParts {
  struct Chunk: Equatable {
    var type: String
    var data: [UInt8]
  }

  var chunks: [Chunk] = []

  init(_ file: [UInt8]) {
    var at = 8
    while at < file.count {
      let count = Int(file.span.big32(at))
      chunks.append(
        Chunk(
          type: String(decoding: file[at + 4..<at + 8], as: UTF8.self),
          data: Array(file[at + 8..<at + 8 + count])))
      at += 12 + count
    }
  }

  var file: [UInt8] {
    chunks.reduce([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { file, chunk in
      let body = Array(chunk.type.utf8) + chunk.data
      let sum = PNGCheckSum().sum(body.span, 0..<body.count)
      return file + Self.word(UInt32(chunk.data.count)) + body + Self.word(sum)
    }
  }

  /// Where the chunk `index` begins in the file.
  func start(_ index: Int) -> Int { chunks[..<index].reduce(8) { $0 + 12 + $1.data.count } }

  func index(of type: String) -> Int { chunks.firstIndex { $0.type == type }! }

  static func word(_ value: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * UInt32($0))) }
  }
}
