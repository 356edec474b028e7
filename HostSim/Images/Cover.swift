import Encoder
import Foundation

/// A cover as it travels in a now-playing document: run-length packets in base64, with their size.
public struct Cover: Equatable, Sendable {
  /// Widths and heights that a document may state, in pixels.
  public static let sideRange = 1...320

  public let width: Int
  public let height: Int
  /// RFC 4648 section 4 base64 of the packets.
  public let base64: String

  init(_ encoded: EncodedCover) {
    self.init(
      width: encoded.width, height: encoded.height,
      base64: Data(encoded.stream).base64EncodedString())
  }

  init(width: Int, height: Int, base64: String) {
    self.width = width
    self.height = height
    self.base64 = base64
  }

  /// Names the picture: 16 hex digits, the same for the same size and pixels.
  public var id: String {
    var hash = FNV1a()
    hash.combine("\(width)x\(height):")
    hash.combine(base64)
    return hash.hex
  }
}
