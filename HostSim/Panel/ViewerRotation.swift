import Firmware

/// How far a drawing is turned clockwise on the glass.
///
/// The viewer has turned the module the other way, so that the drawing stands upright. The MADCTL
/// bits are those that make the controller draw so.
public enum ViewerRotation: Int, CaseIterable, Sendable {
  /// MADCTL bits: none.
  case degrees0 = 0
  /// MADCTL bits: MV and MX. The drawing's upper left corner is the glass's upper right one.
  case degrees90 = 90
  /// MADCTL bits: MX and MY.
  case degrees180 = 180
  /// MADCTL bits: MV and MY. The drawing's upper left corner is the glass's lower left one.
  case degrees270 = 270
}

extension Picture {
  /// A picture of the glass, turned so that a drawing made with `rotation` stands upright.
  public func viewed(_ rotation: ViewerRotation) -> Picture {
    switch rotation {
    case .degrees0: self
    case .degrees90: turned(width: height, height: width) { x, y in (width - 1 - y, x) }
    case .degrees180:
      turned(width: width, height: height) { x, y in (width - 1 - x, height - 1 - y) }
    case .degrees270: turned(width: height, height: width) { x, y in (y, height - 1 - x) }
    }
  }

  /// A picture whose pixel (x, y) is this one's pixel `source(x, y)`.
  private func turned(
    width: Int, height: Int, source: (_ x: Int, _ y: Int) -> (x: Int, y: Int)
  ) -> Picture {
    var result = Picture(width: width, height: height)
    for y in 0..<height {
      for x in 0..<width {
        let from = source(x, y)
        result[x, y] = self[from.x, from.y]
      }
    }
    return result
  }
}

extension Rotation {
  /// How a person looks at what is drawn so.
  public var viewer: ViewerRotation {
    switch self {
    case .degrees0: .degrees0
    case .degrees90: .degrees90
    case .degrees180: .degrees180
    case .degrees270: .degrees270
    }
  }
}
