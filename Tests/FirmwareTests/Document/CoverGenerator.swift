import Foundation
import HostSim

@testable import Firmware

/// Random packet streams that hold just the pixels of their picture.
struct CoverGenerator {
  /// The ways in which a stream can be woven; each takes the decoder another way.
  enum Texture: CaseIterable, Sendable {
    case flat, singleRuns, shortRuns, photo, singleLiterals, alternating, mixed, noise
  }

  var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  mutating func stream(_ texture: Texture, pixels: Int) -> [UInt8] {
    var stream: [UInt8] = []
    var left = pixels
    var isOdd = false
    while left > 0 {
      isOdd.toggle()
      let packet = packet(texture, isOdd: isOdd)
      let length = min(packet.length, left)
      left -= length
      stream.append((packet.isRun ? 0x80 : 0) | UInt8(length - 1))
      for _ in 0..<(packet.isRun ? 2 : 2 * length) { stream.append(random.byte()) }
    }
    return stream
  }

  private mutating func packet(_ texture: Texture, isOdd: Bool) -> (isRun: Bool, length: Int) {
    switch texture {
    case .flat: (true, 128)
    case .singleRuns: (true, 1)
    case .shortRuns: (true, 1 + random.below(9))
    case .photo: (false, 128)
    case .singleLiterals: (false, 1)
    case .alternating: isOdd ? (true, 2) : (false, 1)
    case .mixed: (random.isOneIn(2), 1 + random.below(6))
    case .noise: (random.isOneIn(2), 1 + random.below(128))
    }
  }

  static func encoded(_ stream: [UInt8]) -> [UInt8] {
    Array(Data(stream).base64EncodedString().utf8)
  }
}
