/// A width and a height in pixels.
public struct Size: Equatable, Sendable {
  public var width: UInt16
  public var height: UInt16

  public init(width: UInt16, height: UInt16) {
    self.width = width
    self.height = height
  }

  /// Pixels in the area; 32 bits hold 65,535 × 65,535.
  public var area: UInt32 { UInt32(width) &* UInt32(height) }
}

/// A place in pixels, counted from the upper left corner.
public struct Point: Equatable, Sendable {
  public var x: UInt16
  public var y: UInt16

  public init(x: UInt16, y: UInt16) {
    self.x = x
    self.y = y
  }
}

/// A rectangle of pixels, as the viewer sees them.
public struct Rect: Equatable, Sendable {
  public var origin: Point
  public var size: Size

  public init(x: UInt16, y: UInt16, width: UInt16, height: UInt16) {
    origin = Point(x: x, y: y)
    size = Size(width: width, height: height)
  }

  public var isEmpty: Bool { size.width == 0 || size.height == 0 }

  /// Whether the whole rectangle lies inside `0..<size` on both axes.
  public func fits(in bounds: Size) -> Bool {
    UInt32(origin.x) &+ UInt32(size.width) <= UInt32(bounds.width)
      && UInt32(origin.y) &+ UInt32(size.height) <= UInt32(bounds.height)
  }
}
