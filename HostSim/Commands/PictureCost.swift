import Foundation

/// What the picture of a document takes: on its way, and of a device's time.
struct PictureCost {
  private let pixelCount: Int
  private let width: Int
  private let height: Int
  private var byteCount = 0
  private var packetCount = 0

  /// - Parameter document: One that the firmware took, with `picture` in it.
  init(_ document: [UInt8], _ picture: Picture) {
    (width, height) = (picture.width, picture.height)
    pixelCount = width * height
    let object = try? JSONSerialization.jsonObject(with: Data(document)) as? [String: Any]
    let base64 = object?["cover_rgb565"] as? String
    guard let stream = base64.flatMap({ Data(base64Encoded: $0) }) else { return }
    byteCount = stream.count
    var index = 0
    while index < byteCount {
      let header = Int(stream[index])
      index += header & 0x80 != 0 ? 3 : 3 + 2 * (header & 0x7F)
      packetCount += 1
    }
  }

  /// Fitted to what `make bench` counts for the pictures of `Tests/Covers`: it is off by a fifth at
  /// most there.
  private var instructionCount: Int { 10 * byteCount + 19 * packetCount + 2 * pixelCount }

  /// One line.
  var text: String {
    let tenths = instructionCount * 10 / pixelCount
    return """
      \(width) x \(height) pixels in \(packetCount) packets, \(byteCount) bytes, \
      \(byteCount * 100 / (2 * pixelCount)) % of the pixels' own; about \(instructionCount) \
      instructions on the device, \(tenths / 10).\(tenths % 10) per pixel
      """
  }
}
