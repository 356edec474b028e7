extension FlashFile {
  /// The flash of a device as it leaves the factory: an image of `version` for this machine in slot
  /// 0, with security version 0, and nothing anywhere else.
  static func factoryNew(version: String, clock: VirtualClock, seed: UInt64) -> FlashFile {
    let layout = FlashLayout.esp32
    let flash = NORFlash(byteCount: layout.flashByteCount, clock: clock, seed: seed)
    let images = ImageLibrary()
    let image = factoryImage(version: version)
    images.add(image, version: version)
    flash.preload(image, at: layout.firstSlot.lowerBound)
    return FlashFile(flash: flash, images: images)
  }

  /// Something that stands for an image: what it is, and noise.
  private static func factoryImage(version: String) -> [UInt8] {
    var random = SeededGenerator(seed: 0)
    return Array("Sleeve \(version) for \(ImageLibrary.hostBoard)\n".utf8)
      + (0..<6_000).map { _ in UInt8.random(in: 0...255, using: &random) }
  }
}
