/// A colour that stands for a picture: the most frequent of its lively colours.
enum AccentColor {
  /// What is known of the pixels of a cell, summed.
  private struct Cell {
    var weight: UInt32 = 0
    var count: UInt32 = 0
    var red: UInt32 = 0
    var green: UInt32 = 0
    var blue: UInt32 = 0
  }

  /// 0xRRGGBB. Grey pictures have a grey one.
  static func of(_ pixels: [UInt16]) -> UInt32 {
    // 3 bits a channel: shades of a colour count together. A pixel counts by how colourful it is.
    var cells = [512 of Cell](repeating: Cell())
    for pixel in pixels {
      let color = PanelColor.shown(pixel)
      let (red, green, blue) = (color >> 16, color >> 8 & 0xFF, color & 0xFF)
      let index = cell(pixel)
      // 1 for grey, 256 for a colour as bright and pure as can be.
      cells[index].weight &+= 1 + max(red, green, blue) - min(red, green, blue)
      cells[index].count &+= 1
      cells[index].red &+= red
      cells[index].green &+= green
      cells[index].blue &+= blue
    }
    var best = 0
    for index in 1..<512 where cells[index].weight > cells[best].weight { best = index }
    let (cell, count) = (cells[best], cells[best].count)
    guard count > 0 else { return 0 }
    return (cell.red / count) << 16 | (cell.green / count) << 8 | cell.blue / count
  }

  private static func cell(_ pixel: UInt16) -> Int {
    Int(pixel >> 13) << 6 | Int(pixel >> 8 & 7) << 3 | Int(pixel >> 2 & 7)
  }
}
