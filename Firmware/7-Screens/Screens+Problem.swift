/// The faces that say why the music service cannot be asked.
extension Screens {
  /// The lines below the headline: two of advice and until when it is so, or one and the address of
  /// a page.
  @inline(never)
  mutating func drawProblem<Bus: DisplayBus & ~Copyable>(
    _ tile: Tile, in rect: Rect, _ content: inout ScreenContent, on panel: inout Panel<Bus>
  ) throws(PanelError<Bus.Failure>) {
    let isAddress = arrangement == .address && tile != .hintTop
    let isEnd = content.problemEnd != nil && tile == (arrangement == .address ? .hintTop : .figure)
    let color = isAddress || isEnd ? Palette.accent : Palette.secondary
    let line = Self.centered(.body, color)
    if isAddress {
      let lines = addressLines(&content, columns: Int(rect.size.width))
      return try content.track.helpURL.withBytes { (bytes) throws(PanelError<Bus.Failure>) in
        try text.write(bytes.extracting(lines.range(of: tile)), as: line, in: rect, on: &panel)
      }
    }
    if isEnd, let end = content.problemEnd {
      var words = UTF8Buffer<16>()
      words.append("until ")
      words.append(clock: end)
      return try draw(&words, as: line, in: rect, on: &panel)
    }
    let notice = Notice(content.face)
    let words =
      switch tile {
      case .hintTop: notice[arrangement == .address ? .addressHint : .hintTop]
      case .hintBottom: notice[.hintBottom]
      default: StaticString("").bytes
      }
    try text.write(words, as: line, in: rect, on: &panel)
  }

  /// Where the lines of the address begin and end, without its scheme, which nobody has to type.
  private mutating func addressLines(
    _ content: inout ScreenContent, columns: Int
  ) -> AddressLines {
    let lineCount = noticeLayout.place(of: .gauge).isEmpty ? 2 : 3
    return content.track.helpURL.withBytes { bytes in
      var lines = AddressLines(start: bytes.schemeCount, end: bytes.count)
      for line in 1..<lineCount {
        let start = lines.starts[line &- 1]
        var end = bytes.count
        while end > start {
          let width = text.width(of: bytes.extracting(start..<end), in: .body)
          if width <= columns { break }
          // No letter is wider than 16 columns.
          end = max(start, end &- (width &- columns) / 16 &- 1)
          while end > start, bytes[end] & 0xC0 == 0x80 { end &-= 1 }
        }
        // In front of a part of the address, where that is no waste.
        var cut = end
        while cut > (start &+ end) / 2, cut < bytes.count, !bytes[cut].beginsPart { cut &-= 1 }
        if cut > (start &+ end) / 2 { end = cut }
        lines.starts[line] = end
      }
      return lines
    }
  }
}

/// Bytes of an address at which its lines begin.
private struct AddressLines {
  var starts: InlineArray<4, Int>

  init(start: Int, end: Int) { starts = [start, end, end, end] }

  func range(of tile: Tile) -> Range<Int> {
    let line = tile == .hintBottom ? 0 : tile == .figure ? 1 : 2
    return starts[line]..<starts[line &+ 1]
  }
}

extension Face {
  /// Whether it says why the music service cannot be asked.
  var isProblem: Bool {
    switch self {
    case .signIn, .premium, .quota, .serviceDown, .gatewaySetUp: true
    default: false
    }
  }
}

extension ServiceProblem {
  var face: Face {
    switch self {
    case .signIn: .signIn
    case .premium: .premium
    case .quota: .quota
    case .upstream: .serviceDown
    case .setUp: .gatewaySetUp
    }
  }
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
