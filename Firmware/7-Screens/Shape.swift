/// How much of a pixel a simple shape covers, 0…15, from the pixel's place.
///
/// All lengths are sixteenths of a pixel, at most ± 2¹³ from the shape, so that squares fit 32 bits.
/// Edges are one pixel soft. Near the edge of a disc the distance to it is `(r² − d²) / 2r`: no root
/// is needed.
enum Shape {
  /// A place or a distance between two.
  struct Vector {
    var x: Int
    var y: Int

    init(_ x: Int, _ y: Int) {
      self.x = x
      self.y = y
    }

    /// From the middle of a picture to the middle of one of its pixels.
    init(pixel x: Int, _ y: Int, of width: Int, _ height: Int) {
      self.init(16 &* x &+ 8 &- 8 &* width, 16 &* y &+ 8 &- 8 &* height)
    }

    var squared: Int { x &* x &+ y &* y }

    static func - (a: Vector, b: Vector) -> Vector { Vector(a.x &- b.x, a.y &- b.y) }
  }

  /// Coverage of a pixel whose middle lies `depth` inside of an edge.
  static func coverage(depth: Int) -> Int { max(0, min(depth &+ 8, 15)) }

  @inline(never)
  static func disc(_ point: Vector, radius: Int) -> Int {
    let square = point.squared
    let (outer, inner) = (radius &+ 8, max(0, radius &- 8))
    if square >= outer &* outer || radius <= 0 { return 0 }
    if square < inner &* inner { return 15 }
    return coverage(depth: (radius &* radius &- square) / (2 &* radius))
  }

  /// A circle whose line reaches from `radius - width` to `radius`.
  @inline(never)
  static func ring(_ point: Vector, radius: Int, width: Int) -> Int {
    min(disc(point, radius: radius), 15 &- disc(point, radius: radius &- width))
  }

  /// An upright box around the origin.
  static func box(_ point: Vector, halfWidth: Int, halfHeight: Int) -> Int {
    let (x, y) = (abs(point.x), abs(point.y))
    return min(coverage(depth: halfWidth &- x), coverage(depth: halfHeight &- y))
  }

  /// A box with round corners.
  @inline(never)
  static func roundBox(_ point: Vector, halfWidth: Int, halfHeight: Int, radius: Int) -> Int {
    let corner = Vector(
      abs(point.x) &- halfWidth &+ radius, abs(point.y) &- halfHeight &+ radius)
    if corner.x > 0 && corner.y > 0 { return disc(corner, radius: radius) }
    return box(point, halfWidth: halfWidth, halfHeight: halfHeight)
  }

  /// A line with round ends, from the origin to `end`, of `width`.
  static func line(_ point: Vector, to end: Vector, width: Int) -> Int {
    let along = point.x &* end.x &+ point.y &* end.y
    let length = end.squared
    var nearest = Vector(0, 0)
    if along >= length {
      nearest = end
    } else if along > 0 {
      // The foot of the perpendicular; dividing both first keeps the products within 32 bits.
      let share = along / max(1, length &>> 8)
      nearest = Vector((end.x &* share) &>> 8, (end.y &* share) &>> 8)
    }
    return disc(point - nearest, radius: width / 2)
  }
}
