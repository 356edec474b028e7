import Firmware

/// The images of a soak: what runs at first, and what is offered later, hour after hour.
struct SoakFirmware: Sendable {
  /// All of one length, so that a bootloader hashes a slot once.
  private static let byteCount = 48_000
  private static let offerMs: UInt64 = 4 * 3_600_000
  /// A week of offers; the last one stays.
  private static let imageCount = 43

  /// In the order of their versions.
  let images: [[UInt8]]

  static let shared = SoakFirmware()

  private init() {
    images = (0..<Self.imageCount).map { number in
      var random = SeededGenerator(seed: UInt64(number))
      return (0..<Self.byteCount).map { _ in UInt8.random(in: 0...255, using: &random) }
    }
  }

  static func version(_ number: Int) -> String { "1.\(number).0" }

  var library: ImageLibrary {
    let library = ImageLibrary()
    for (number, image) in images.enumerated() {
      library.add(image, version: Self.version(number))
    }
    return library
  }

  /// What a gateway offers at `milliseconds` since the start.
  func offer(at milliseconds: UInt64) -> GatewayFirmware {
    let number = min(1 + Int(milliseconds / Self.offerMs), images.count - 1)
    let version = Self.version(number)
    let manifest = FirmwareManifest(
      image: images[number], version: version, board: ImageLibrary.hostBoard,
      url: "https://updates.example/sleeve-\(version)-sim.bin")
    return GatewayFirmware(manifest: Array(manifest.json.utf8), image: images[number])
  }
}
