/// Every capacity of the core, with its unit and its reason.
///
/// A capacity that is a type's parameter must be a literal in Swift 6.3; it stands here as a type.
public enum Limits {
  /// Containers in one another, in a JSON text. One bit each in the reader.
  public static var jsonDepth: Int { 32 }

  /// Bytes of a document that are handed to the core at a time.
  public static var chunkBytes: Int { 512 }

  /// Title, artist and album, each.
  public typealias Text = UTF8Buffer<256>

  /// The identifiers of tracks and covers.
  public typealias Identifier = UTF8Buffer<64>

  /// Member names and short values: a scalar longer than the longest known one (`cover_encoding`,
  /// `server_time_ms`), so that a cut name never equals it.
  public typealias Name = UTF8Buffer<18>

  /// Width and height of a cover, pixels: the panel's memory is no longer than that.
  public static var coverSide: ClosedRange<UInt32> { 1...320 }

  /// Pixels that are collected before they go to the bus, as words so that fills are aligned:
  /// 1 KiB, four times the longest run packet.
  public typealias PixelBlock = InlineArray<256, UInt32>

  /// Pixels of a fill that are sent at a time, as bytes.
  public typealias FillBlock = InlineArray<256, UInt8>

  /// Rows that one step of the panel's start clears: 2.5 ms of bus time.
  public static var clearRows: UInt16 { 40 }
}
