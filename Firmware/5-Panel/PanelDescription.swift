/// What a panel's maker decided: the glass, where it sits in the controller's memory, and how it is
/// wired. Registers that depend on it are set by ``Panel``.
public struct PanelDescription: Sendable {
  /// What a person sees, unturned, pixels.
  public let glass: Size
  /// Column and row of the controller's memory that the upper left pixel of the glass shows, or
  /// the upper right one where it is mirrored.
  public let offset: Point
  public var colorOrder: ColorOrder
  public var inversion: Inversion
  /// Whether the columns of the glass run from right to left.
  public var isMirrored = false

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

  init(trusted glass: Size, offset: Point, colorOrder: ColorOrder, inversion: Inversion) {
    self.glass = glass
    self.offset = offset
    self.colorOrder = colorOrder
    self.inversion = inversion
  }

  /// The panel that counts where none is set.
  public static var standard: PanelDescription {
    PanelDescription(
      trusted: Size(width: 240, height: 280), offset: Point(x: 0, y: 20), colorOrder: .bgr,
      inversion: .on)
  }
}

extension PanelDescription {
  static var standardName: StaticString { "waveshare-1.83" }
}

public enum PanelDescriptionError: Error, Equatable, Sendable { case outsideMemory }

/// The order in which the colour filters of the glass are wired.
public enum ColorOrder: Sendable { case rgb, bgr }

/// Whether the controller must invert what it is sent: an IPS glass is wired the other way round.
public enum Inversion: Sendable { case off, on }
