/// What a decoder writes its picture into, from top to bottom.
public protocol RowSink: ~Copyable {
  /// The size of the picture that comes, once and before its rows.
  ///
  /// Both are at least 1.
  mutating func begin(width: Int, height: Int) throws(PictureError)

  /// The next row: 8-bit sRGB, opaque, three bytes a pixel.
  mutating func row(_ rgb: Span<UInt8>)
}
