/// What a panel's maker decided: the glass, where it sits in the controller's memory, and how it is
/// wired. Registers that depend on it are set by ``Panel``.
public struct PanelDescription: Sendable {
  /// What a person sees, unturned, pixels.
  public let glass: Size
  /// Column and row of the controller's memory that the upper left pixel of the glass shows.
  public let offset: Point
  public let colorOrder: ColorOrder
  public let inversion: Inversion

  /// The controller's memory: ST7789V datasheet, section 8.11 "Display data RAM".
  public static var memory: Size { Size(width: 240, height: 320) }

  /// Throws where the glass does not fit into the controller's memory.
  public init(
    glass: Size, offset: Point, colorOrder: ColorOrder, inversion: Inversion
  ) throws(PanelDescriptionError) {
    let window = Rect(x: offset.x, y: offset.y, width: glass.width, height: glass.height)
    if window.isEmpty || !window.fits(in: Self.memory) { throw .outsideMemory }
    self.init(trusted: glass, offset: offset, colorOrder: colorOrder, inversion: inversion)
  }

  private init(trusted glass: Size, offset: Point, colorOrder: ColorOrder, inversion: Inversion) {
    self.glass = glass
    self.offset = offset
    self.colorOrder = colorOrder
    self.inversion = inversion
  }

  /// 1.69″, rounded corners. Its first row is row 20 of the memory.
  public static var glass240x280: PanelDescription {
    PanelDescription(
      trusted: Size(width: 240, height: 280), offset: Point(x: 0, y: 20), colorOrder: .bgr,
      inversion: .on)
  }

  /// 2.0″ to 2.8″, TN.
  public static var glass240x320: PanelDescription {
    PanelDescription(
      trusted: Size(width: 240, height: 320), offset: Point(x: 0, y: 0), colorOrder: .bgr,
      inversion: .off)
  }

  /// 1.3″ and 1.54″, square.
  public static var glass240x240: PanelDescription {
    PanelDescription(
      trusted: Size(width: 240, height: 240), offset: Point(x: 0, y: 0), colorOrder: .rgb,
      inversion: .on)
  }

  /// 1.14″.
  public static var glass135x240: PanelDescription {
    PanelDescription(
      trusted: Size(width: 135, height: 240), offset: Point(x: 52, y: 40), colorOrder: .rgb,
      inversion: .on)
  }

  /// 1.9″.
  public static var glass170x320: PanelDescription {
    PanelDescription(
      trusted: Size(width: 170, height: 320), offset: Point(x: 35, y: 0), colorOrder: .rgb,
      inversion: .on)
  }
}

public enum PanelDescriptionError: Error, Equatable, Sendable { case outsideMemory }

/// The order in which the colour filters of the glass are wired.
public enum ColorOrder: Sendable { case rgb, bgr }

/// Whether the controller must invert what it is sent: an IPS glass is wired the other way round.
public enum Inversion: Sendable { case off, on }
