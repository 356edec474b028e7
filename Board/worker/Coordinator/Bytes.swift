/// Text, as UTF-8: `String` would bring its Unicode tables into the WebAssembly module.
typealias Bytes = [UInt8]

/// How texts are put together and looked at.
///
/// Nothing here is inlined: each has many call sites, and Swift's own `append` takes 80 bytes of code.
extension [UInt8] {
  @inline(never)
  init(_ text: StaticString) {
    self = []
    append(text)
  }

  @inline(never)
  mutating func add(_ byte: UInt8) { append(byte) }

  @inline(never)
  mutating func add(_ text: Bytes) { append(contentsOf: text) }

  @inline(never)
  mutating func append(_ text: StaticString) {
    for index in 0..<text.utf8CodeUnitCount { add(unsafe text.utf8Start[index]) }
  }

  /// Appends `number` in decimal; one below 0 counts as 0.
  @inline(never)
  mutating func append(decimal number: Milliseconds) {
    let rest = Swift.max(0, number)
    if rest > 9 { append(decimal: rest / 10) }
    add(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
  }

  /// Appends a Unicode scalar value as UTF-8 (RFC 3629 section 3).
  @inline(never)
  mutating func append(scalar: UInt32) {
    let length: UInt32 = scalar < 0x80 ? 1 : scalar < 0x800 ? 2 : scalar < 0x1_0000 ? 3 : 4
    var shift = 6 * (length - 1)
    // As many leading ones as there are bytes.
    let mark: UInt32 = length == 1 ? 0 : 0xF00 &>> length & 0xFF
    add(UInt8(truncatingIfNeeded: mark | scalar &>> shift))
    while shift > 0 {
      shift -= 6
      add(UInt8(truncatingIfNeeded: scalar &>> shift & 0x3F | 0x80))
    }
  }

  /// Appends `text` as a value of `application/x-www-form-urlencoded` or of a query: all but the
  /// unreserved characters of RFC 3986 section 2.3 as `%XX`.
  @inline(never)
  mutating func append(percentEncoded text: Bytes) {
    for byte in text {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"):
        add(byte)
      default:
        append("%")
        append(hexadecimal: UInt64(byte), digitCount: 2)
      }
    }
  }

  /// Appends the last `digitCount` digits of `number`.
  @inline(never)
  mutating func append(hexadecimal number: UInt64, digitCount: Int) {
    for place in (0..<digitCount).reversed() {
      let digit = UInt8(truncatingIfNeeded: number >> UInt64(4 * place) & 15)
      add(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "A") + digit - 10)
    }
  }

  @inline(never)
  func equals(_ text: StaticString) -> Bool {
    count == text.utf8CodeUnitCount && hasPrefix(text)
  }

  @inline(never)
  func hasPrefix(_ text: StaticString) -> Bool { find(text, from: 0, until: 0) != nil }

  @inline(never)
  func contains(_ text: StaticString) -> Bool { index(of: text) != nil }

  /// Where `text` first stands.
  @inline(never)
  func index(of text: StaticString) -> Int? { find(text, from: 0, until: count) }

  @inline(never)
  private func find(_ text: StaticString, from first: Int, until last: Int) -> Int? {
    let length = text.utf8CodeUnitCount
    if length > count { return nil }
    for start in first...Swift.min(last, count - length) {
      var index = 0
      while index < length, unsafe self[start + index] == text.utf8Start[index] { index += 1 }
      if index == length { return start }
    }
    return nil
  }

  /// The first `limit` bytes, or somewhat fewer where a character would be cut.
  @inline(never)
  func cut(_ limit: Int) -> Bytes {
    if count <= limit { return self }
    var end = limit
    while end > 0, self[end] & 0xC0 == 0x80 { end -= 1 }
    var text = self
    text.removeLast(count - end)
    return text
  }

  /// A number that tells texts apart: FNV-1a, 64 bits.
  var hash64: UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in self { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return hash
  }
}

extension StaticString {
  /// Whether `word` is one of this text's words, which have spaces between them.
  @inline(never)
  func hasWord(_ word: Bytes) -> Bool {
    // Bytes of `word` that the word at hand has had so far; nil: another one.
    var matched: Int? = 0
    for index in 0..<utf8CodeUnitCount {
      let byte = unsafe utf8Start[index]
      if byte == UInt8(ascii: " ") {
        if matched == word.count { return true }
        matched = 0
      } else if let count = matched {
        matched = count < word.count && word[count] == byte ? count + 1 : nil
      }
    }
    return matched == word.count
  }
}
