@testable import Encoder

/// Writes sequential JPEGs in ways that libjpeg-turbo's encoder does not: any sampling and names, any
/// order of scans, restart markers, long codes, stray bytes. The coefficients are made up.
///
/// Source: ITU-T T.81, annexes B, C and F.1.2.
struct JPEGWriter {
  struct Component {
    var id: UInt8
    var across: Int
    var down: Int
  }

  var width: Int
  var height: Int
  var components: [Component]
  /// SOF0 to SOF15 by the low half.
  var frame: UInt8 = 0xC0
  var precision: UInt8 = 8
  /// The components of each scan; all in one where it is empty.
  var scans: [[Int]] = []
  var restartInterval = 0
  /// Bits of every AC code, 9...16.
  var codeBits = 9
  var hasWideQuantization = false
  /// Segments that go before the frame, and bytes before every marker.
  var segments: [UInt8] = []
  var stray: [UInt8] = []
  var seed: UInt64 = 1

  init(width: Int, height: Int, factors: [(Int, Int)], names: [UInt8] = [1, 2, 3, 4]) {
    self.width = width
    self.height = height
    components = zip(factors, names).map { Component(id: $1, across: $0.0, down: $0.1) }
  }

  private var acrossMax: Int { components.map(\.across).max()! }
  private var downMax: Int { components.map(\.down).max()! }

  static func segment(_ marker: UInt8, _ body: [UInt8]) -> [UInt8] {
    [0xFF, marker, UInt8((body.count + 2) >> 8), UInt8((body.count + 2) & 255)] + body
  }

  var head: [UInt8] {
    var file: [UInt8] = [0xFF, 0xD8] + segments
    let quantization = (0..<64).map { 3 + $0 / 8 }
    file += Self.segment(
      0xDB,
      [hasWideQuantization ? 0x10 : 0]
        + quantization.flatMap { hasWideQuantization ? [0, UInt8($0)] : [UInt8($0)] })
    file += stray
    file += Self.segment(
      frame,
      [
        precision, UInt8(height >> 8), UInt8(height & 255), UInt8(width >> 8), UInt8(width & 255),
        UInt8(components.count),
      ] + components.flatMap { [$0.id, UInt8($0.across << 4 | $0.down), 0] })
    // Every symbol has a code of the same length: itself.
    file += Self.segment(0xC4, [0x00] + counts(16, bits: 5) + (0..<16))
    file += stray
    file += Self.segment(0xC4, [0x10] + counts(255, bits: codeBits) + (0..<255))
    if restartInterval > 0 {
      file += Self.segment(0xDD, [UInt8(restartInterval >> 8), UInt8(restartInterval & 255)])
    }
    return file
  }

  private func counts(_ count: Int, bits: Int) -> [UInt8] {
    (1...16).map { $0 == bits ? UInt8(count) : 0 }
  }

  var file: [UInt8] {
    var file = head
    for scan in scans.isEmpty ? [Array(components.indices)] : scans {
      file += stray
      file += Self.segment(
        0xDA, [UInt8(scan.count)] + scan.flatMap { [components[$0].id, 0] } + [0, 63, 0])
      file += data(scan)
    }
    return file + stray + [0xFF, 0xD9]
  }

  private func data(_ scan: [Int]) -> [UInt8] {
    func units(_ length: Int, _ size: Int) -> Int { (length + size - 1) / size }
    var bits = BitWriter()
    var dc = [Int](repeating: 0, count: 4)
    var count = 0
    func beginUnit() {
      if restartInterval > 0, count > 0, count % restartInterval == 0 {
        bits.end()
        bits.bytes += [0xFF, 0xD0 + UInt8((count / restartInterval - 1) & 7)]
        dc = [0, 0, 0, 0]
      }
      count += 1
    }
    if scan.count == 1 {
      let component = components[scan[0]]
      for row in 0..<units(units(height * component.down, downMax), 8) {
        for column in 0..<units(units(width * component.across, acrossMax), 8) {
          beginUnit()
          write(scan[0], row, column, &dc, &bits)
        }
      }
    } else {
      for unitRow in 0..<units(height, 8 * downMax) {
        for unitColumn in 0..<units(width, 8 * acrossMax) {
          beginUnit()
          for index in scan {
            let component = components[index]
            for block in 0..<component.across * component.down {
              write(
                index, unitRow * component.down + block / component.across,
                unitColumn * component.across + block % component.across, &dc, &bits)
            }
          }
        }
      }
    }
    bits.end()
    return bits.bytes
  }

  /// Writes a block; the same component, row and column have the same.
  private func write(
    _ component: Int, _ row: Int, _ column: Int, _ dc: inout [Int], _ bits: inout BitWriter
  ) {
    var random = SeededRandom(seed: seed &+ UInt64((component * 1_000 + row) * 1_000 + column))
    let mean = Int.random(in: -100...100, using: &random)
    bits.add(number: mean - dc[component], run: 0, codeBits: 5)
    dc[component] = mean
    var index = 1
    while index < 64 {
      let run = Int.random(in: 0...30, using: &random)
      guard index + run < 64 else { break }
      if run > 15 { bits.add(0xF0, codeBits) }
      let value = Int.random(in: 1...3, using: &random) * (random.next() & 1 == 0 ? 1 : -1)
      bits.add(number: value, run: run & 15, codeBits: codeBits)
      index += run + 1
    }
    if index < 64 { bits.add(0, codeBits) }
  }
}

/// Bits from the first on, a zero behind each byte of ones, ones to fill the last.
private struct BitWriter {
  var bytes: [UInt8] = []
  private var bits = 0
  private var count = 0

  mutating func add(_ value: Int, _ length: Int) {
    for bit in stride(from: length - 1, through: 0, by: -1) {
      bits = bits << 1 | value >> bit & 1
      count += 1
      guard count == 8 else { continue }
      bytes += bits == 0xFF ? [0xFF, 0] : [UInt8(bits)]
      (bits, count) = (0, 0)
    }
  }

  mutating func add(number: Int, run: Int, codeBits: Int) {
    var size = 0
    while abs(number) >> size > 0 { size += 1 }
    add(run << 4 | size, codeBits)
    add(number < 0 ? number + 1 << size - 1 : number, size)
  }

  mutating func end() {
    while count > 0 { add(1, 1) }
  }
}
