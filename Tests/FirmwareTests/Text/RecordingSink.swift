import Firmware

/// A sink that keeps the picture and stops the test run at anything but one window, filled exactly.
struct RecordingSink: PixelSink, ~Copyable {
  typealias Failure = Never

  private(set) var window: Rect?
  private(set) var pixels: [UInt16] = []
  private(set) var writes = 0
  /// The most bytes in one write.
  private(set) var largestWrite = 0

  mutating func open(_ window: Rect) {
    precondition(self.window == nil, "a second window")
    self.window = window
  }

  mutating func write(_ bytes: Span<UInt8>) {
    precondition(bytes.count > 0 && bytes.count % 2 == 0, "not whole pixels")
    for at in stride(from: 0, to: bytes.count, by: 2) {
      pixels.append(UInt16(bytes[at]) << 8 | UInt16(bytes[at + 1]))
    }
    precondition(pixels.count <= Int(window!.size.area), "more pixels than the window has")
    writes += 1
    largestWrite = max(largestWrite, bytes.count)
  }
}

/// A finished drawing.
struct Drawing: Equatable {
  var width: Int
  var height: Int
  var pixels: [UInt16]

  subscript(x: Int, y: Int) -> UInt16 { pixels[y * width + x] }

  /// One character a pixel, darker for more coverage, where white was drawn on black.
  var art: String {
    let shades = Array(" .:-=+*#%@")
    return (0..<height).map { y in
      let row = (0..<width).map { x in
        shades[Int(self[x, y] >> 5 & 63) * (shades.count - 1) / 63]
      }
      var text = String(row)
      while text.last == " " { text.removeLast() }
      return text
    }.joined(separator: "\n")
  }
}
