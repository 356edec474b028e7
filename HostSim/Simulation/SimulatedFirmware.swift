import Firmware

/// The images of a simulated evening: what runs, and what is offered.
struct SimulatedFirmware {
  static let oldVersion = "1.0.0"
  static let newVersion = "1.1.0"
  static let damagedVersion = "1.2.0"
  private static let url = "https://updates.example/sleeve-\(newVersion)-sim.bin"

  /// The image that runs at first, and the one that replaces it.
  let old = bytes(200_000)
  let new = bytes(240_000)

  /// Both, as a bootloader knows them.
  var images: ImageLibrary {
    let images = ImageLibrary()
    images.add(old, version: Self.oldVersion)
    images.add(new, version: Self.newVersion)
    return images
  }

  /// What a gateway offers: the image that replaces the first one, or a later one whose server has
  /// another image than the manifest tells of.
  func offer(isDamaged: Bool) -> GatewayFirmware {
    let manifest = FirmwareManifest(
      image: new, version: isDamaged ? Self.damagedVersion : Self.newVersion,
      board: ImageLibrary.hostBoard, url: Self.url)
    var image = new
    if isDamaged { image[image.count / 2] ^= 1 }
    return GatewayFirmware(manifest: Array(manifest.json.utf8), image: image)
  }

  /// Bytes that stand for code.
  private static func bytes(_ count: Int) -> [UInt8] {
    var random = SeededGenerator(seed: UInt64(count))
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count + 8)
    while bytes.count < count {
      let word = random.next()
      for shift in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(shift * 8))) }
    }
    return Array(bytes.prefix(count))
  }
}
