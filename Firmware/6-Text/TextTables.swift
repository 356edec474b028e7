import FontData

/// The compiled-in tables of Unicode's characters.
///
/// They are part of the program, so what they say is trusted; the tests compare them with Unicode's
/// own files. `Firmware/Fonts/README.md` describes their bytes.
enum TextTables {
  private static var region: UnsafeRegion {
    // The array has exactly that many bytes, which TextTables.c asserts.
    unsafe UnsafeRegion(start: sleeve_text_start(), count: Int(SLEEVE_TEXT_BYTES))
  }

  static func byte(at offset: Int) -> UInt8 { region.byte(at: offset) }
  static func half(at offset: Int) -> UInt32 { UInt32(region.half(at: offset)) }

  static var anchors: Int { 40 }
  static var anchorCount: Int { Int(truncatingIfNeeded: half(at: 4)) }
  static var mirrors: Int { anchors &+ 4 &* anchorCount }
  static var mirrorCount: Int { Int(truncatingIfNeeded: half(at: 6)) }
  static var mirrorBytes: Int { 5 }
  private static var traits: Int { 8 }
  private static var runsPerAnchor: Int { 16 }

  /// Class and role of `scalar`, below 20000₁₆, in one byte.
  @inline(never)
  static func traits(of scalar: UInt32) -> UInt8 {
    var low = 0
    var high = anchorCount
    while high &- low > 1 {
      let middle = (low &+ high) / 2
      if anchor(middle).code <= scalar { low = middle } else { high = middle }
    }
    var (code, place) = anchor(low)
    for _ in 0..<runsPerAnchor {
      let run = byte(at: place)
      place &+= 1
      switch run & 7 {
      case 0:
        code &+= UInt32(byte(at: place)) &+ 7
        place &+= 1
      case 7:
        code &+= half(at: place)
        place &+= 2
      default: code &+= UInt32(run & 7)
      }
      if scalar < code { return byte(at: traits &+ Int(run &>> 3)) }
    }
    return 0
  }

  /// The first code point of an anchor's runs, and where they stand.
  private static func anchor(_ index: Int) -> (code: UInt32, place: Int) {
    let entry = anchors &+ 4 &* index
    let place = half(at: entry &+ 2)
    let runs = mirrors &+ mirrorBytes &* mirrorCount
    return (
      half(at: entry) | (place & 0x8000) &<< 1, runs &+ Int(truncatingIfNeeded: place & 0x7FFF)
    )
  }
}
