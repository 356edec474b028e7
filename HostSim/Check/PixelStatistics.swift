import Firmware

/// What the pixels of a cover look like. Neighbours in a picture are alike; where they become much
/// more so with the bytes or the sides exchanged, these are most likely exchanged.
struct PixelStatistics {
  private let cover: CoverRecorder

  /// How much smoother a picture must become. Pictures as they should be become rougher when their
  /// bytes are exchanged, 2 to 10 times where they are photos and 1.0 times where they are noise; a
  /// few flat colours can become smoother by chance, and are left alone.
  private static let advantage = 1.6
  private static let colorsMin = 64
  private static let edgesMin = 200

  init(_ cover: CoverRecorder) { self.cover = cover }

  /// Whether the two bytes of each pixel seem to be exchanged.
  var looksLittleEndian: Bool {
    guard hasMuchToSee, let now = step(1), let exchanged = step(1, \.byteSwapped) else {
      return false
    }
    return now > exchanged * Self.advantage
  }

  /// Whether width and height seem to be exchanged: rows are told by the likeness of what stands
  /// below one another.
  var looksTurned: Bool {
    let (width, height) = (Int(cover.size.width), Int(cover.size.height))
    guard width != height, hasMuchToSee, let now = step(width), let exchanged = step(height) else {
      return false
    }
    return now > exchanged * Self.advantage
  }

  var mean: Color {
    var (red, green, blue) = (0, 0, 0)
    for color in cover.pixels.lazy.map(Color.init) {
      (red, green, blue) = (red + color.red, green + color.green, blue + color.blue)
    }
    let count = max(1, cover.pixels.count)
    return Color(red: red / count, green: green / count, blue: blue / count)
  }

  /// Whether the picture has `accent` with red and blue exchanged, and nothing like `accent` itself.
  ///
  /// All neighbours stay as alike as they are where these two are exchanged, so that nothing but a
  /// colour from elsewhere can tell.
  func looksExchanged(_ accent: Color) -> Bool {
    let colors = Set(cover.pixels).map(Color.init)
    func least(_ color: Color) -> Int { colors.map { $0.distance(to: color) }.min() ?? 0 }
    return least(accent) > 120 && least(accent.redAndBlueExchanged) < 30
  }

  private var hasMuchToSee: Bool { Set(cover.pixels).count >= Self.colorsMin }

  /// How far pixels that differ from the one `stride` before are from it, on average.
  private func step(_ stride: Int, _ read: (UInt16) -> UInt16 = { $0 }) -> Double? {
    var (sum, count) = (0, 0)
    for index in cover.pixels.indices.dropFirst(stride) {
      let (pixel, other) = (cover.pixels[index], cover.pixels[index - stride])
      if pixel == other { continue }
      sum += Color(read(pixel)).distance(to: Color(read(other)))
      count += 1
    }
    return count < Self.edgesMin ? nil : Double(sum) / Double(count)
  }
}
