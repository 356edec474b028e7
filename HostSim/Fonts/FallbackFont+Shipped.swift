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

  /// The file that the repository ships, found beside this source file.
  public static var shippedFile: URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
      "fallback.bin")
  }
}
