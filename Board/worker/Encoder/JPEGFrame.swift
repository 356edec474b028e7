/// What a frame header says: the picture's size, its components and their sampling.
///
/// Source: ITU-T T.81, section B.2.2 "Frame header syntax".
final class JPEGFrame {
  struct Component {
    let id: UInt8
    /// Sampling factors along rows and columns, 1...4.
    let across: Int
    let down: Int
    /// 0...3.
    let quantization: Int
  }

  let width: Int
  let height: Int
  let isProgressive: Bool
  /// 1, 3 or 4.
  let components: [Component]
  /// The largest sampling factors.
  let acrossMax: Int
  let downMax: Int
  /// Where height and width stand.
  let at: Int

  /// Units of an interleaved scan: a block of 8 × 8 for each sampling factor.
  let unitColumns: Int
  let unitRows: Int

  /// Blocks of a scan that holds `component` alone: those that lie outside the picture are not in it.
  func blockColumns(_ component: Component) -> Int {
    Self.units(Self.units(width &* component.across, acrossMax), 8)
  }

  func blockRows(_ component: Component) -> Int {
    Self.units(Self.units(height &* component.down, downMax), 8)
  }

  /// How many times `size` it takes to cover `length`.
  @inline(never)
  static func units(_ length: Int, _ size: Int) -> Int { (length &+ size &- 1) / size }

  /// - Parameter body: The segment without its length.
  init(_ file: Span<UInt8>, _ body: Range<Int>, isProgressive: Bool) throws(PictureError) {
    let start = body.lowerBound
    guard body.count >= 6 else { throw PictureError(.damaged, "short JPEG frame", at: start) }
    guard file[start] == 8 else {
      throw PictureError(
        .unsupported, "JPEG with samples of other than 8 bits, which is not read", at: start)
    }
    at = start &+ 1
    height = file.big16(at)
    guard height > 0 else {
      throw PictureError(
        .unsupported, "JPEG that tells its height at its end (DNL), which is not read", at: at)
    }
    width = file.big16(at &+ 2)
    try PictureLimits.check(
      width: UInt32(truncatingIfNeeded: width), height: UInt32(truncatingIfNeeded: height), at: at)
    let count = Int(file[start &+ 5])
    guard count == 1 || count == 3 || count == 4 else {
      throw PictureError(
        .unsupported, "JPEG of other than 1, 3 or 4 components, which is not read", at: start + 5)
    }
    guard body.count == 6 &+ count &* 3 else {
      throw PictureError(.damaged, "JPEG frame of a wrong length", at: start)
    }
    var components: [Component] = []
    var (acrossMax, downMax) = (1, 1)
    for at in stride(from: start &+ 6, to: body.upperBound, by: 3) {
      let component = Component(
        id: file[at], across: Int(file[at &+ 1] >> 4), down: Int(file[at &+ 1] & 15),
        quantization: Int(file[at &+ 2]))
      guard 1...4 ~= component.across, 1...4 ~= component.down, component.quantization < 4 else {
        throw PictureError(.damaged, "there is no such JPEG sampling or quantisation", at: at + 1)
      }
      for other in components where other.id == component.id {
        throw PictureError(.damaged, "two JPEG components of the same name", at: at)
      }
      acrossMax = max(acrossMax, component.across)
      downMax = max(downMax, component.down)
      components.append(component)
    }
    // One component alone is never interleaved: its factors say nothing.
    if count == 1 {
      components[0] = Component(
        id: components[0].id, across: 1, down: 1, quantization: components[0].quantization)
      (acrossMax, downMax) = (1, 1)
    }
    self.isProgressive = isProgressive
    self.components = components
    self.acrossMax = acrossMax
    self.downMax = downMax
    unitColumns = Self.units(width, 8 &* acrossMax)
    unitRows = Self.units(height, 8 &* downMax)
  }
}
