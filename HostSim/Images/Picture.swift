/// A picture in memory: 8-bit RGB, three bytes a pixel, row by row.
public struct Picture: Equatable, Sendable {
  public let width: Int
  public let height: Int
  /// `width * height * 3` bytes: red, green, blue.
  public var rgb: [UInt8]

  /// A black picture.
  public init(width: Int, height: Int) {
    self.width = width
    self.height = height
    rgb = [UInt8](repeating: 0, count: width * height * 3)
  }

  public subscript(x: Int, y: Int) -> (red: UInt8, green: UInt8, blue: UInt8) {
    get {
      let at = (y * width + x) * 3
      return (rgb[at], rgb[at + 1], rgb[at + 2])
    }
    set {
      let at = (y * width + x) * 3
      (rgb[at], rgb[at + 1], rgb[at + 2]) = newValue
    }
  }
}
