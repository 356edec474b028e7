/// An address in a few lines, without its scheme, which nobody has to type.
struct AddressLines {
  /// Bytes at which the lines begin, and the end.
  private var starts: InlineArray<4, Int>

  /// Divides `address` into `count` lines, three at most, each as long as `columns` allow. What
  /// does not fit is in the last.
  init(_ address: Span<UInt8>, count: Int, columns: Int, _ text: inout TextRenderer) {
    let all = address.count
    starts = [address.schemeCount, all, all, all]
    for line in 1..<count {
      let start = starts[line &- 1]
      var end = all
      while end > start {
        let width = text.width(of: address.extracting(start..<end), in: .small)
        if width <= columns { break }
        // No letter is wider than 16 columns.
        end = max(start, end &- (width &- columns) / 16 &- 1)
        while end > start, address[end] & 0xC0 == 0x80 { end &-= 1 }
      }
      // In front of a part of the address, where that is no waste.
      var cut = end
      while cut > (start &+ end) / 2, cut < all, !address[cut].beginsPart { cut &-= 1 }
      if cut > (start &+ end) / 2 { end = cut }
      starts[line] = end
    }
  }

  func range(of line: Int) -> Range<Int> { starts[line]..<starts[line &+ 1] }
}

extension UInt8 {
  /// Whether it stands between two parts of an address.
  fileprivate var beginsPart: Bool { self == UInt8(ascii: "/") || self == UInt8(ascii: ".") }
}

extension Span<UInt8> {
  /// The bytes of `http://` or `https://` at its start.
  fileprivate var schemeCount: Int {
    begins(with: "https://") ? 8 : begins(with: "http://") ? 7 : 0
  }

  private func begins(with text: StaticString) -> Bool {
    count >= text.utf8CodeUnitCount && extracting(0..<text.utf8CodeUnitCount).equals(text)
  }
}
