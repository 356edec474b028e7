/// A picture that no wrong setting of the panel leaves as it should be: an arrow that points up and
/// whose left half is dimmer, fields in red, green, blue and white, and a frame of one pixel at the
/// very edge.
struct TestCard {
  let size: Size

  /// The panel's name, which stands on the card.
  func name(_ content: inout ScreenContent, _ words: inout Limits.TileWords) -> TileDrawing {
    words.removeAll()
    content.panelName.withBytes { words.append(ascii: $0) }
    return .text(
      &words, as: .centered(.medium, Palette.text),
      in: Rect(3, Int(size.height) * 3 / 4 &- 11, Int(size.width) &- 6, 22))
  }

  func color(x: Int, y: Int) -> RGB565 {
    let (width, height) = (Int(size.width), Int(size.height))
    if x == 0 || y == 0 || x == width &- 1 || y == height &- 1 { return .white }
    // Eight rows of equal height: the arrow in the second and third, the fields in the fourth and
    // fifth.
    let (row, middle) = (y &* 8 / height, width / 2)
    switch row {
    case 1, 2:
      let below = y &- height / 8
      let reach = row == 1 ? below : height / 24
      if x < middle &- reach || x > middle &+ reach { return .black }
      return x < middle ? Palette.secondary : .white
    case 3, 4:
      return switch x &* 4 / width {
      case 0: RGB565(red: 255, green: 0, blue: 0)
      case 1: RGB565(red: 0, green: 255, blue: 0)
      case 2: RGB565(red: 0, green: 0, blue: 255)
      default: .white
      }
    default: return .black
    }
  }
}
