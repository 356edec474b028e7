/// Many pictures of the panel on one, side by side on a desk's grey.
enum ContactSheet {
  private static let columns = 6
  private static let gap = 12
  private static let desk: UInt8 = 0x2A

  /// All pictures have the size of the first.
  static func make(_ pictures: [Picture]) -> Picture {
    guard let first = pictures.first else { return Picture(width: 1, height: 1) }
    let across = min(columns, pictures.count)
    let rows = (pictures.count + across - 1) / across
    var sheet = Picture(
      width: across * (first.width + gap) + gap, height: rows * (first.height + gap) + gap)
    sheet.rgb = [UInt8](repeating: desk, count: sheet.rgb.count)
    for (index, picture) in pictures.enumerated() {
      let left = gap + index % across * (first.width + gap)
      let top = gap + index / across * (first.height + gap)
      for y in 0..<picture.height {
        let from = y * picture.width * 3
        let to = ((top + y) * sheet.width + left) * 3
        sheet.rgb.replaceSubrange(
          to..<to + picture.width * 3, with: picture.rgb[from..<from + picture.width * 3])
      }
    }
    return sheet
  }
}
