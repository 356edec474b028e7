/// Something that takes rectangles of pixels in the order in which a panel takes them.
///
/// `open` names a window, then `write` fills it row by row, left to right, in as many calls as the
/// caller likes. Opening another window ends the one before, however much of it was written.
public protocol PixelSink: ~Copyable {
  associatedtype Failure: Error

  /// Opens `window` for writing. Coordinates are the viewer's, after rotation.
  mutating func open(_ window: Rect) throws(Failure)

  /// Writes whole RGB565 pixels, high byte first, from where the last write ended.
  mutating func write(_ pixels: Span<UInt8>) throws(Failure)
}
