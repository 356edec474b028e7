import Firmware

/// The glass on which a controller's memory is seen, and how it is wired to the controller.
///
/// The controller drives 240 × 320 pixels; a glass has a part of them, its colour filters in one
/// order or the other, and its own sense of light and dark. A driver that gets one of these wrong
/// still fills the memory, so only the glass shows the fault.
public struct SimulatedGlass: Equatable, Sendable {
  /// The order of the colour filters along a line.
  public enum ColorOrder: Sendable {
    case rgb
    /// Colours are right only with the BGR bit of MADCTL set.
    case bgr
  }

  /// What a driven pixel does with the light.
  public enum Polarity: Sendable {
    /// Colours are right after INVOFF.
    case normal
    /// Colours are right only after INVON, as on IPS glass.
    case inverted
  }

  /// What the glass shows while the controller drives nothing.
  public enum Rest: Sendable { case black, white }

  public let width: Int
  public let height: Int
  /// The memory column of the glass's first column.
  public let column: Int
  /// The memory row of the glass's first row.
  public let row: Int
  public var colorOrder: ColorOrder
  public var polarity: Polarity
  /// Whether the memory's columns run from right to left on it.
  public var isMirrored = false
  public let rest: Rest

  /// - Precondition: the glass lies within the controller's 240 × 320 pixels.
  public init(
    width: Int, height: Int, column: Int = 0, row: Int = 0, colorOrder: ColorOrder,
    polarity: Polarity, rest: Rest
  ) {
    precondition(width > 0 && column >= 0 && column + width <= ST7789Model.memoryWidth)
    precondition(height > 0 && row >= 0 && row + height <= ST7789Model.memoryHeight)
    self.width = width
    self.height = height
    self.column = column
    self.row = row
    self.colorOrder = colorOrder
    self.polarity = polarity
    self.rest = rest
  }
}
