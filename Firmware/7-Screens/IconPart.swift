/// A shape of an icon. Its lengths stand on a grid of 64 × 64, the origin in the middle.
struct IconPart {
  enum Use: UInt8 {
    /// Drawn over what is there, where it covers more.
    case draw, accent
    /// Left out of what is there.
    case cut
    /// All that is left of what is there.
    case clip
  }

  enum Kind: UInt8 {
    /// From (`x`, `y`) to (`a`, `b`), `c` wide. One from a point to itself is a dot.
    case line
    /// Around (`x`, `y`) with the radius `a`; its line is `c` wide.
    case ring
    /// Around (`x`, `y`), half of its sides being `a` and `b`, with corners of radius `c`.
    case box
    /// The outline of such a box, 4 wide, within it.
    case frame
    /// All that lies above (`x`, `y`) within 45° to either side.
    case quadrant
  }

  let use: Use
  let kind: Kind
  let x, y, a, b, c: Int8

  @inline(__always)
  init(_ use: Use, _ kind: Kind, _ x: Int8, _ y: Int8, _ a: Int8, _ b: Int8, _ c: Int8) {
    self.use = use
    self.kind = kind
    self.x = x
    self.y = y
    self.a = a
    self.b = b
    self.c = c
  }

  /// How much of the pixel at `point` it covers in an icon `side` pixels wide.
  func coverage(_ point: Shape.Vector, side: Int) -> Int {
    /// Sixteenths of a pixel that `length` of the grid takes: 16 · side / 64.
    func scaled(_ length: Int8) -> Int { Int(length) &* side / 4 }
    let place = Shape.Vector(scaled(x), scaled(y))
    let from = point - place
    let (a, b, c) = (scaled(a), scaled(b), scaled(c))
    switch kind {
    case .line: return Shape.line(from, to: Shape.Vector(a, b) - place, width: c)
    case .ring: return Shape.ring(from, radius: a, width: c)
    case .box: return Shape.roundBox(from, halfWidth: a, halfHeight: b, radius: c)
    case .frame:
      let inside = Shape.roundBox(
        from, halfWidth: scaled(self.a &- 4), halfHeight: scaled(self.b &- 4), radius: scaled(2))
      return min(
        Shape.roundBox(from, halfWidth: a, halfHeight: b, radius: c), 15 &- inside)
    // The depth from the two slanting edges is 1/√2 of this.
    case .quadrant: return Shape.coverage(depth: (0 &- from.y &- abs(from.x)) &* 11 / 16)
    }
  }
}
