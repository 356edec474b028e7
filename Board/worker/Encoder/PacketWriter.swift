/// Writes run-length packets, one behind the other, into room that was made for all of them.
struct PacketWriter {
  private var bytes: [UInt8]
  private var end = 0

  /// - Parameter byteCount: Of all packets, at least.
  init(byteCount: Int) { bytes = [UInt8].zeros(byteCount) }

  /// The packets so far.
  var stream: [UInt8] { end == bytes.count ? bytes : Array(bytes[..<end]) }

  /// - Parameter pixels: At most as many as a packet holds; none makes no packet.
  mutating func add(literals pixels: Span<UInt16>) {
    guard pixels.count > 0 else { return }
    // Two bytes are written at once. Safe: any bytes are pixels, and each access is checked.
    let start = end
    end += 1 + 2 * pixels.count
    var span = bytes.mutableSpan
    var room = unsafe span.mutableBytes
    room.storeBytes(of: UInt8(pixels.count - 1), toByteOffset: start, as: UInt8.self)
    for index in 0..<pixels.count {
      room.storeBytes(
        of: pixels[index].bigEndian, toByteOffset: start &+ 1 &+ 2 &* index, as: UInt16.self)
    }
  }

  /// - Parameter count: Pixels, 1 to as many as a packet holds.
  mutating func add(run count: Int, of pixel: UInt16) {
    bytes[end] = 0x80 | UInt8(count - 1)
    bytes[end + 1] = UInt8(truncatingIfNeeded: pixel >> 8)
    bytes[end + 2] = UInt8(truncatingIfNeeded: pixel)
    end += 3
  }
}
