import BuiltIn
import Firmware
import Foundation

extension FallbackFont {
  /// The font in the file at `url`, in memory that is never given back, as flash is not either.
  ///
  /// - Returns: `nil` where the file cannot be read or is not a fallback font.
  public static func load(_ url: URL) -> FallbackFont? {
    guard let data = try? Data(contentsOf: url) else { return nil }
    let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: data.count)
    data.copyBytes(to: bytes, count: data.count)
    return FallbackFont(start: bytes, count: data.count)
  }

  /// The font that the repository ships, which is part of the program.
  public static var shipped: FallbackFont? {
    let file = built_in_fallback_font()
    return FallbackFont(start: file.start, count: file.count)
  }

  /// The bytes of that font.
  public static var shippedBytes: [UInt8] {
    let file = built_in_fallback_font()
    return Array(UnsafeBufferPointer(start: file.start, count: file.count))
  }
}
