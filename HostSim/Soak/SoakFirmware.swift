import Firmware

/// The images of a soak: what runs at first, and what is offered later, one after the other.
struct SoakFirmware: Sendable {
  /// What becomes of an image.
  enum Fate { case good, damagedOnItsWay, crashes, olderSecurity }

  /// Part of each image's address, which is for the device and its server alone.
  static let secret = "xyzzy-0815"

  /// All of one length, so that a bootloader hashes a slot once.
  static let byteCount = 48_000
  private static let offerMs: UInt64 = 4 * 3_600_000
  /// Eight days of offers; the last one stays.
  private static let imageCount = 49

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

  static func fate(_ number: Int) -> Fate {
    switch number % 6 {
    case 2: .damagedOnItsWay
    case 3: .crashes
    case 5: .olderSecurity
    default: .good
    }
  }

  /// Whether the image of that version does not live for long.
  static func crashes(_ version: String) -> Bool {
    (0..<imageCount).contains { Self.version($0) == version && fate($0) == .crashes }
  }

  private static func securityVersion(_ number: Int) -> Int {
    fate(number) == .olderSecurity ? 0 : 1 + number / 4
  }

  var imageLibrary: ImageLibrary {
    let library = ImageLibrary()
    for (number, image) in images.enumerated() {
      library.add(
        image, version: Self.version(number), securityVersion: Self.securityVersion(number))
    }
    return library
  }

  /// What a gateway offers at `milliseconds` since the start.
  func offer(at milliseconds: UInt64) -> GatewayFirmware {
    let number = min(1 + Int(milliseconds / Self.offerMs), images.count - 1)
    let version = Self.version(number)
    var manifest = FirmwareManifest(
      image: images[number], version: version, board: ImageLibrary.hostBoard,
      url: "https://updates.example/sleeve-\(version)-sim.bin?token=\(Self.secret)")
    manifest.securityVersion = Self.securityVersion(number)
    var image = images[number]
    if Self.fate(number) == .damagedOnItsWay { image[image.count / 3] ^= 0x10 }
    return GatewayFirmware(manifest: Array(manifest.json.utf8), image: image)
  }
}
