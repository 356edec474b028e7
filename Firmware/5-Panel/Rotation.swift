/// How the picture is turned on the glass, clockwise, in degrees.
public enum Rotation: UInt8, Sendable {
  case degrees0, degrees90, degrees180, degrees270

  /// MY, MX and MV of MADCTL: ST7789V datasheet, section 9.1.28 "MADCTL (36h)".
  private var memoryAccess: UInt8 {
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

  /// MADCTL's bits for `panel`: a mirrored one has its columns the other way round, however the
  /// picture is turned.
  func memoryAccess(of panel: PanelDescription) -> UInt8 {
    memoryAccess ^ (panel.isMirrored ? MADCTL.mirrorX : 0)
  }

  /// The address of the viewer's upper left pixel: `x` goes into CASET, `y` into RASET.
  ///
  /// A mirrored axis counts from the memory's other end, so the gap there counts; exchanged axes
  /// exchange their gaps.
  func origin(of panel: PanelDescription) -> Point {
    let access = memoryAccess(of: panel)
    var (x, y) = (panel.offset.x, panel.offset.y)
    if access & MADCTL.mirrorX != 0 { x = PanelDescription.memory.width &- panel.glass.width &- x }
    if access & MADCTL.mirrorY != 0 {
      y = PanelDescription.memory.height &- panel.glass.height &- y
    }
    return access & MADCTL.exchange != 0 ? Point(x: y, y: x) : Point(x: x, y: y)
  }
}
