/// A fallback font as `HostSim/Fonts/README.md` describes its bytes, read slowly and in wide
/// numbers.
struct FallbackFontModel {
  struct Picture: Equatable {
    var width: Int
    var rows: [UInt16]
  }

  private let bytes: [UInt8]

  /// Nil where `region` does not begin with a whole font.
  init?(_ region: [UInt8]) {
    guard region.count >= 12, Array(region[..<6]) == Array("SLVU\u{1}\0".utf8) else { return nil }
    let blockCount = UInt64(region[6]) | UInt64(region[7]) << 8
    let length = Self.word(region, 8)
    guard length <= UInt64(region.count), length <= 1 << 24, 4_364 + 4 * blockCount <= length else {
      return nil
    }
    bytes = Array(region.prefix(Int(length)))
  }

  /// What is drawn for `code`, one picture over the other; empty for nothing.
  func pictures(of code: UInt32) -> [Picture] {
    guard (0xAC00..<0xD7A4).contains(code) else {
      return code > 0xFFFF ? [] : [picture(Int(code))].compactMap { $0 }
    }
    let index = Int(code) - 0xAC00
    let (initial, vowel, final) = (index / 588, index / 28 % 21, index % 28)
    let f = final == 0 ? 0 : 1
    guard let first = picture(0x10000 + 2 * (21 * initial + vowel) + f),
      let second = picture(0x10320 + 2 * vowel + f)
    else { return [] }
    let third = final == 0 ? nil : picture(0x10350 + 28 * vowel + final)
    return [first, second] + (third.map { [$0] } ?? [])
  }

  private func picture(_ slot: Int) -> Picture? {
    let blockCount = byte(6) | byte(7) << 8
    guard slot / 16 < blockCount else { return nil }
    let block = Self.word(bytes, 4_364 + 4 * (slot / 16))
    guard block != 0, block < UInt64(bytes.count) else { return nil }
    let lengths = (0..<16).map { byte(Int(block) + $0) }
    guard lengths[slot % 16] != 0 else { return nil }
    let start = Int(block) + 16 + lengths[..<(slot % 16)].reduce(0) { $0 + $1 % 128 }
    let width = lengths[slot % 16] < 128 ? 8 : 16
    return Picture(width: width, rows: rows(8 * start, width))
  }

  private func rows(_ start: Int, _ width: Int) -> [UInt16] {
    var position = start
    func take(_ count: Int) -> Int {
      position += count
      return (position - count..<position).reduce(0) { 2 * $0 + byte($1 / 8) >> (7 - $1 % 8) % 2 }
    }
    func row(_ place: Int) -> UInt16 { UInt16(byte(place) | byte(place + 1) << 8) }
    var rows: [UInt16] = []
    for _ in 0..<16 {
      switch take(2) {
      case 0: rows.append(rows.last ?? 0)
      case 1: rows.append(row(12 + 2 * take(7)))
      case 2: rows.append(row(268 + 2 * take(11)))
      default: rows.append(UInt16(take(width) << (16 - width)))
      }
    }
    return rows
  }

  private func byte(_ place: Int) -> Int { bytes.indices.contains(place) ? Int(bytes[place]) : 0 }

  private static func word(_ bytes: [UInt8], _ place: Int) -> UInt64 {
    (0..<4).reduce(0) { $0 | UInt64(bytes[place + $1]) << UInt64(8 * $1) }
  }
}
