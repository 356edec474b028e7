import Encoder

/// A sink that keeps the rows as they come.
struct RowCollector: RowSink, Equatable {
  private(set) var width = 0
  private(set) var height = 0
  private(set) var rgb: [UInt8] = []

  mutating func begin(width: Int, height: Int) { (self.width, self.height) = (width, height) }

  mutating func row(_ rgb: Span<UInt8>) {
    precondition(rgb.count == width * 3, "a row of another width")
    for index in 0..<rgb.count { self.rgb.append(rgb[index]) }
  }
}
