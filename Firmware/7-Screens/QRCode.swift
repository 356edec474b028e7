/// A QR code of bytes, after ISO/IEC 18004:2015: versions 1 to 6, level L.
///
/// Up to 134 bytes, which is more than any address has. The smallest version is taken, and the mask
/// that the standard's rules like best.
struct QRCode: ~Copyable {
  /// Modules of a side, 21…41; 0 while there is no code.
  private(set) var side = 0
  /// A bit for each module, row by row: set for a dark one.
  private var modules = InlineArray<211, UInt8>(repeating: 0)
  /// The data codewords, block after block, and then their error correction.
  private var codewords = InlineArray<172, UInt8>(repeating: 0)
  private let pinned = Pinned()

  /// Stands for the text; 0 while there is none.
  private(set) var hash: UInt32 = 0

  /// Modules that stay light around a code (section 9.1).
  static var quietZone: Int { 4 }

  /// Makes this the code of `text`, if it is not; there is none where that is too long.
  mutating func show(_ text: Span<UInt8>) {
    var textHash = ContentHash()
    textHash.add(text)
    if textHash.value == hash { return }
    hash = textHash.value
    side = 0
    var version = 1
    while let layout = Layout(version: version) {
      if text.count &+ 2 <= layout.dataCount {
        side = 17 &+ 4 &* version
        fillCodewords(text, layout)
        drawPatterns()
        drawCodewords(layout)
        chooseMask()
        return
      }
      version &+= 1
    }
  }

  /// Whether the module in column `x` of row `y` is dark; light outside of the code.
  func isDark(_ x: Int, _ y: Int) -> Bool {
    guard 0..<side ~= x, 0..<side ~= y else { return false }
    let index = y &* side &+ x
    return modules[index &>> 3] & bit(index) != 0
  }

  private func bit(_ index: Int) -> UInt8 { 1 &<< UInt8(truncatingIfNeeded: index & 7) }

  private mutating func set(_ x: Int, _ y: Int, _ isDark: Bool) {
    let index = y &* side &+ x
    if isDark {
      modules[index &>> 3] |= bit(index)
    } else {
      modules[index &>> 3] &= ~bit(index)
    }
  }

  /// How many codewords a version has at level L (table 9).
  private struct Layout {
    let dataCount: Int
    /// Codewords of error correction, for each block.
    let checkCount: Int
    let blockCount: Int

    init?(version: Int) {
      blockCount = version == 6 ? 2 : 1
      switch version {
      case 1: (dataCount, checkCount) = (19, 7)
      case 2: (dataCount, checkCount) = (34, 10)
      case 3: (dataCount, checkCount) = (55, 15)
      case 4: (dataCount, checkCount) = (80, 20)
      case 5: (dataCount, checkCount) = (108, 26)
      case 6: (dataCount, checkCount) = (136, 18)
      default: return nil
      }
    }

    var count: Int { dataCount &+ checkCount &* blockCount }

    /// Where the codeword stands that is the `index`th of the message: blocks take turns.
    func place(of index: Int) -> Int {
      let isData = index < dataCount
      let inPart = isData ? index : index &- dataCount
      let length = isData ? dataCount / blockCount : checkCount
      return (isData ? 0 : dataCount) &+ inPart % blockCount &* length &+ inPart / blockCount
    }
  }
}

/// The message.
extension QRCode {
  /// Byte mode, the count, the bytes, a terminator, and padding (section 7.4).
  private mutating func fillCodewords(_ text: Span<UInt8>, _ layout: Layout) {
    var rest = UInt8(0x4)
    codewords[0] = rest &<< 4 | UInt8(truncatingIfNeeded: text.count) &>> 4
    rest = UInt8(truncatingIfNeeded: text.count)
    for index in text.indices {
      codewords[index &+ 1] = rest &<< 4 | text[index] &>> 4
      rest = text[index]
    }
    codewords[text.count &+ 1] = rest &<< 4
    for index in text.count &+ 2..<layout.dataCount {
      codewords[index] = (index &- text.count) & 1 == 0 ? 0xEC : 0x11
    }
    let length = layout.dataCount / layout.blockCount
    for block in 0..<layout.blockCount {
      addCheck(
        from: block &* length, length, to: layout.dataCount &+ block &* layout.checkCount,
        layout.checkCount)
    }
  }

  /// The remainder of a block after division by the generator polynomial (section 7.5).
  private mutating func addCheck(from start: Int, _ length: Int, to place: Int, _ count: Int) {
    var generator = InlineArray<26, UInt8>(repeating: 0)
    generator[count &- 1] = 1
    var root: UInt8 = 1
    for _ in 0..<count {
      for index in 0..<count {
        generator[index] = Self.product(generator[index], root)
        if index &+ 1 < count { generator[index] ^= generator[index &+ 1] }
      }
      root = Self.product(root, 2)
    }
    for index in 0..<count { codewords[place &+ index] = 0 }
    for index in start..<start &+ length {
      let factor = codewords[index] ^ codewords[place]
      for check in 0..<count {
        let next: UInt8 = check &+ 1 < count ? codewords[place &+ check &+ 1] : 0
        codewords[place &+ check] = next ^ Self.product(generator[check], factor)
      }
    }
  }

  /// A product in GF(2⁸) with the polynomial 11D₁₆.
  private static func product(_ a: UInt8, _ b: UInt8) -> UInt8 {
    var result: UInt8 = 0
    for shift in stride(from: UInt8(7), through: 0, by: -1) {
      result = result &<< 1 ^ (result & 0x80 == 0 ? 0 : 0x1D)
      if b &>> shift & 1 != 0 { result ^= a }
    }
    return result
  }
}

/// The symbol.
extension QRCode {
  /// Whether a module is of a pattern or of the format, and not of the message.
  private func isReserved(_ x: Int, _ y: Int) -> Bool {
    let isLeft = x < 9
    let isUpper = y < 9
    if isLeft && isUpper || isLeft && y >= side &- 8 || isUpper && x >= side &- 8 { return true }
    if x == 6 || y == 6 { return true }
    let middle = side &- 7
    return side > 21 && abs(x &- middle) <= 2 && abs(y &- middle) <= 2
  }

  /// The finders with what is around them, the timing, and the alignment (section 6.3).
  private mutating func drawPatterns() {
    for y in 0..<side {
      for x in 0..<side where isReserved(x, y) {
        let finder = (
          abs(x &- (x < 9 ? 3 : side &- 4)), abs(y &- (y < 9 ? 3 : side &- 4))
        )
        let middle = side &- 7
        let ring = max(finder.0, finder.1)
        if ring <= 4 && (x < 9 || y < 9) {
          set(x, y, ring != 2 && ring != 4)
        } else if x == 6 || y == 6 {
          set(x, y, (x &+ y) & 1 == 0)
        } else {
          set(x, y, max(abs(x &- middle), abs(y &- middle)) != 1)
        }
      }
    }
  }

  /// From the lower right corner, in pairs of columns upwards and downwards (section 7.7.3).
  private mutating func drawCodewords(_ layout: Layout) {
    var index = 0
    var right = side &- 1
    while right > 0 {
      // The column with the timing belongs to no pair.
      if right == 6 { right = 5 }
      let isUpward = (right &+ 1) & 2 == 0
      for step in 0..<side {
        let y = isUpward ? side &- 1 &- step : step
        for x in stride(from: right, to: right &- 2, by: -1) where !isReserved(x, y) {
          let isInside = index < 8 &* layout.count
          let codeword = isInside ? codewords[layout.place(of: index &>> 3)] : 0
          set(x, y, codeword &>> UInt8(truncatingIfNeeded: 7 &- (index & 7)) & 1 != 0)
          index &+= 1
        }
      }
      right &-= 2
    }
  }

  private mutating func chooseMask() {
    var best = (mask: 0, penalty: Int.max)
    for mask in 0..<8 {
      apply(mask)
      let penalty = self.penalty()
      if penalty < best.penalty { best = (mask, penalty) }
      apply(mask)
    }
    apply(best.mask)
  }

  /// Turns over what the mask has, and writes its format (sections 7.8.2 and 7.9.1).
  private mutating func apply(_ mask: Int) {
    for y in 0..<side {
      for x in 0..<side where !isReserved(x, y) {
        if Self.isTurned(mask, x, y) { set(x, y, !isDark(x, y)) }
      }
    }
    // Level L is 01.
    let data = 1 &<< 3 | mask
    var remainder = data
    for _ in 0..<10 { remainder = remainder &<< 1 ^ (remainder &>> 9 &* 0x537) }
    let format = (data &<< 10 | remainder) ^ 0x5412
    for index in 0..<15 {
      let isDark = format &>> index & 1 != 0
      let inner = index < 6 ? index : index < 8 ? index &+ 1 : index == 8 ? 7 : 14 &- index
      if index < 8 {
        set(8, inner, isDark)
        set(side &- 1 &- index, 8, isDark)
      } else {
        set(inner, 8, isDark)
        set(8, side &- 15 &+ index, isDark)
      }
    }
    set(8, side &- 8, true)
  }

  private static func isTurned(_ mask: Int, _ x: Int, _ y: Int) -> Bool {
    switch mask {
    case 0: (x &+ y) & 1 == 0
    case 1: y & 1 == 0
    case 2: x % 3 == 0
    case 3: (x &+ y) % 3 == 0
    case 4: (x / 3 &+ y / 2) & 1 == 0
    case 5: x &* y & 1 &+ x &* y % 3 == 0
    case 6: (x &* y & 1 &+ x &* y % 3) & 1 == 0
    default: ((x &+ y) & 1 &+ x &* y % 3) & 1 == 0
    }
  }

  /// How much there is of what readers take for something else (section 7.8.3).
  private func penalty() -> Int {
    var (penalty, dark) = (0, 0)
    for line in 0..<side { penalty &+= self.penalty(ofRow: line) &+ self.penalty(ofColumn: line) }
    for y in 0..<side {
      for x in 0..<side {
        let color = isDark(x, y)
        if color { dark &+= 1 }
        if x > 0, y > 0, color == isDark(x &- 1, y), color == isDark(x, y &- 1),
          color == isDark(x &- 1, y &- 1)
        {
          penalty &+= 3
        }
      }
    }
    return penalty &+ 10 &* (abs(20 &* dark &- 10 &* side &* side) / (side &* side))
  }

  private func penalty(ofRow y: Int) -> Int { self.penalty { isDark($0, y) } }
  private func penalty(ofColumn x: Int) -> Int { self.penalty { isDark(x, $0) } }

  /// Of a line: five or more of a colour, and what looks like a finder with light on one side.
  @inline(__always)
  private func penalty(_ isDark: (Int) -> Bool) -> Int {
    var (penalty, run, bits) = (0, 0, 0)
    var last = false
    for place in 0..<side {
      let color = isDark(place)
      run = place > 0 && color == last ? run &+ 1 : 1
      if run >= 5 { penalty &+= run == 5 ? 3 : 1 }
      last = color
      bits = (bits &<< 1 | (color ? 1 : 0)) & 0x7FF
      if place >= 10 && (bits == 0b000_0101_1101 || bits == 0b101_1101_0000) { penalty &+= 40 }
    }
    return penalty
  }
}
