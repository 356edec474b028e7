/// How the picture is turned on the glass, clockwise, in degrees.
public enum Rotation: UInt8, Sendable {
  case degrees0, degrees90, degrees180, degrees270

  /// MY, MX and MV of MADCTL: ST7789V datasheet, section 9.1.28 "MADCTL (36h)".
  var memoryAccess: UInt8 {
    switch self {
    case .degrees0: 0
    case .degrees90: MADCTL.exchange | MADCTL.mirrorX
    case .degrees180: MADCTL.mirrorX | MADCTL.mirrorY
    case .degrees270: MADCTL.exchange | MADCTL.mirrorY
    }
  }

  /// What the viewer sees of `panel`, pixels.
  public func size(of panel: PanelDescription) -> Size {
    switch self {
    case .degrees0, .degrees180: panel.glass
    case .degrees90, .degrees270: Size(width: panel.glass.height, height: panel.glass.width)
    }
  }

  /// The address of the viewer's upper left pixel: `x` goes into CASET, `y` into RASET.
  ///
  /// A mirrored axis counts from the memory's other end, so the gap there counts; exchanged axes
  /// exchange their gaps.
  func origin(of panel: PanelDescription) -> Point {
    let near = panel.offset
    let far = Point(
      x: PanelDescription.memory.width &- panel.glass.width &- near.x,
      y: PanelDescription.memory.height &- panel.glass.height &- near.y)
    return switch self {
    case .degrees0: near
    case .degrees90: Point(x: near.y, y: far.x)
    case .degrees180: far
    case .degrees270: Point(x: far.y, y: near.x)
    }
  }
}
