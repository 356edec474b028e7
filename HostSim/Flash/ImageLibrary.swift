import Firmware
import Foundation

/// What a simulated bootloader can verify: the images that exist, by their hash.
///
/// It stands in for what a real image carries itself: a header with the chip, a description with
/// the version, and a digest at its end. Who shares the library sees what is added later.
public final class ImageLibrary {
  /// An image, and what its description would say.
  public struct Image: Equatable, Sendable, Decodable {
    /// 64 hex digits in lower case.
    public let sha256: String
    public let byteCount: Int
    public let version: String
    public let board: String
    public let securityVersion: Int

    enum CodingKeys: String, CodingKey {
      case sha256
      case byteCount = "size"
      case version, board
      case securityVersion = "security_version"
    }
  }

  /// The board that the host is.
  public static let hostBoard = "sim"

  private var imagesByHash: [String: Image] = [:]

  public init() {}

  /// All images, in the order of their hashes.
  public var images: [Image] { imagesByHash.values.sorted { $0.sha256 < $1.sha256 } }

  /// Makes `bytes`, at least one, known as an image; the same bytes again replace what was said.
  @discardableResult
  public func add(
    _ bytes: [UInt8], version: String, board: String = ImageLibrary.hostBoard,
    securityVersion: Int = 0
  ) -> Image {
    precondition(!bytes.isEmpty)
    let image = Image(
      sha256: Self.sha256(bytes[...]), byteCount: bytes.count, version: version, board: board,
      securityVersion: securityVersion)
    imagesByHash[image.sha256] = image
    return image
  }

  /// The image that `bytes` are, to the last of them.
  public func image(of bytes: ArraySlice<UInt8>) -> Image? {
    guard imagesByHash.values.contains(where: { $0.byteCount == bytes.count }) else { return nil }
    return imagesByHash[Self.sha256(bytes)]
  }

  /// The image with which `bytes` begin; the shortest, should there be several.
  public func image(atStartOf bytes: ArraySlice<UInt8>) -> Image? {
    for byteCount in Set(imagesByHash.values.map(\.byteCount)).sorted() {
      guard byteCount <= bytes.count else { return nil }
      if let image = image(of: bytes.prefix(byteCount)) { return image }
    }
    return nil
  }

  /// The hash of `bytes`, 64 hex digits in lower case.
  public static func sha256(_ bytes: ArraySlice<UInt8>) -> String {
    var hash = LibcryptoHash()
    hash.update(bytes.span)
    let digest = hash.finalize()
    return digest.bytes.indices.map { index in
      let hex = String(digest.bytes[index], radix: 16)
      return hex.count == 1 ? "0" + hex : hex
    }.joined()
  }
}

extension ImageLibrary {
  /// All images as JSON with sorted members, the same bytes for the same images.
  public var json: [UInt8] {
    let objects = images.map { image in
      var object = JSONObjectText()
      object.add("board", image.board)
      object.add("security_version", image.securityVersion)
      object.add("sha256", image.sha256)
      object.add("size", image.byteCount)
      object.add("version", image.version)
      return object.text
    }
    return Array("{\"images\":[\(objects.joined(separator: ","))]}".utf8)
  }

  /// Reads what ``json`` wrote.
  ///
  /// - Returns: nil where `json` is not that.
  public convenience init?(json: [UInt8]) {
    self.init()
    let decoder = JSONDecoder()
    guard let members = try? decoder.decode([String: [Image]].self, from: Data(json)),
      let images = members["images"], members.count == 1
    else { return nil }
    for image in images {
      guard image.isPlausible, imagesByHash[image.sha256] == nil else { return nil }
      imagesByHash[image.sha256] = image
    }
  }
}

extension ImageLibrary.Image {
  fileprivate var isPlausible: Bool {
    let digits = sha256.utf8
    let areHex = digits.allSatisfy {
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
        || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
    }
    return digits.count == 64 && areHex && byteCount > 0
  }
}
