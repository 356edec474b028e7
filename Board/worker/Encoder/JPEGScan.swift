/// What a scan header says: which components follow, and which part of their coefficients.
///
/// Source: ITU-T T.81, sections B.2.3 "Scan header syntax", G.1.1.1.1 "Progressive encoding".
final class JPEGScan {
  struct Component {
    /// Its place in the frame.
    let index: Int
    /// 0...3.
    let dcTable: Int
    let acTable: Int
  }

  let components: [Component]
  /// Coefficients in zigzag order; 0...63 in a sequential frame.
  let band: ClosedRange<Int>
  /// The bit that the scan before this has sent these coefficients down to; 0 where this is the first.
  let highBit: Int
  /// The bit that this scan sends them down to.
  let lowBit: Int
  /// Where the header stands.
  let at: Int

  var isRefinement: Bool { highBit > 0 }

  /// - Parameter body: The segment without its length.
  init(_ file: Span<UInt8>, _ body: Range<Int>, _ frame: JPEGFrame) throws(PictureError) {
    at = body.lowerBound
    let count = body.isEmpty ? 0 : Int(file[at])
    guard 1...4 ~= count, body.count == 4 &+ count &* 2 else {
      throw PictureError(.damaged, "JPEG scan of a wrong length", at: at)
    }
    var components: [Component] = []
    for at in stride(from: at &+ 1, to: at &+ 1 &+ count &* 2, by: 2) {
      var found: Int?
      for index in frame.components.indices where frame.components[index].id == file[at] {
        found = index
      }
      for other in components where other.index == found { found = nil }
      guard let found else {
        throw PictureError(
          .damaged, "a JPEG scan of a component that is not there, or twice", at: at)
      }
      let tables = file[at &+ 1]
      guard tables >> 4 < 4, tables & 15 < 4 else {
        throw PictureError(.damaged, "there is no such JPEG code table", at: at + 1)
      }
      components.append(
        Component(index: found, dcTable: Int(tables >> 4), acTable: Int(tables & 15)))
    }
    self.components = components
    guard frame.isProgressive else {
      (band, highBit, lowBit) = (0...63, 0, 0)
      return
    }
    let end = body.upperBound &- 3
    let (first, last) = (Int(file[end]), Int(file[end &+ 1]))
    highBit = Int(file[end &+ 2] >> 4)
    lowBit = Int(file[end &+ 2] & 15)
    let isBand = first == 0 ? last == 0 : first <= last && last < 64 && count == 1
    guard isBand, lowBit <= 13, highBit == 0 || highBit == lowBit &+ 1 else {
      throw PictureError(.damaged, "there is no such scan in a progressive JPEG", at: end)
    }
    band = first...last
  }
}
