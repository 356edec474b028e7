/// Where things stand while something plays: the cover, and below it a strip of two lines of text
/// and a progress bar.
struct NowPlayingScreen {
  let cover: Rect
  let title: Rect
  let artist: Rect
  let bar: Rect

  /// Lays out `size`, which is at least 240 × 280 on a panel that has room for everything; on a
  /// smaller or turned one the cover is smaller.
  init(size: Size) {
    let strip: UInt16 = 40
    let room = size.height > strip ? size.height &- strip : 0
    let side = min(size.width, room)
    cover = Rect(x: (size.width &- side) / 2, y: (room &- side) / 2, width: side, height: side)
    let inset: UInt16 = min(16, size.width / 8)
    let width = size.width &- 2 &* inset
    title = Rect(x: inset, y: room, width: width, height: 20)
    artist = Rect(x: inset, y: room &+ 20, width: width, height: 16)
    bar = Rect(x: inset, y: room &+ 36, width: width, height: 3)
  }

  /// The part of the bar that is filled, pixels. `progressMs` past the end fills it.
  func filled(progressMs: UInt32, durationMs: UInt32) -> UInt16 {
    if durationMs == 0 { return 0 }
    // Halved until the product fits 32 bits: the bar shows no millisecond.
    var part = min(progressMs, durationMs)
    var whole = durationMs
    while whole > UInt32.max / 512 {
      part &>>= 1
      whole &>>= 1
    }
    return UInt16(truncatingIfNeeded: part &* UInt32(bar.size.width) / whole)
  }
}

/// The colours of all screens.
enum Palette {
  static var background: RGB565 { .black }
  static var text: RGB565 { .white }
  static var secondary: RGB565 { RGB565(red: 170, green: 174, blue: 184) }
  static var accent: RGB565 { RGB565(red: 255, green: 176, blue: 88) }
  static var track: RGB565 { RGB565(red: 56, green: 58, blue: 66) }
}
