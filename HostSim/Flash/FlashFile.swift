/// A simulated flash kept in a file: its bytes, and behind them the images that its bootloader
/// knows, as JSON.
///
/// A file of exactly the flash's size knows no images. What the chip went through (operations, wear,
/// faults) is not kept.
public struct FlashFile {
  public let flash: NORFlash
  public let images: ImageLibrary

  /// More than any list of images takes.
  private static let trailerByteCountMax = 1 << 20

  public init(flash: NORFlash, images: ImageLibrary) {
    self.flash = flash
    self.images = images
  }

  /// Reads a file that holds a flash of `flashByteCount` bytes.
  public init(
    path: String, flashByteCount: Int, clock: VirtualClock? = nil, seed: UInt64 = 1
  ) throws(FlashFileError) {
    let bytes = try Self.read(path, bytesMax: flashByteCount + Self.trailerByteCountMax)
    guard bytes.count >= flashByteCount else {
      throw .tooShort(at: bytes.count, flashByteCount: flashByteCount)
    }
    flash = NORFlash(contents: Array(bytes[..<flashByteCount]), clock: clock, seed: seed)
    guard bytes.count > flashByteCount else {
      images = ImageLibrary()
      return
    }
    guard let images = ImageLibrary(json: Array(bytes[flashByteCount...])) else {
      throw .badImages(at: flashByteCount)
    }
    self.images = images
  }

  /// Replaces the file at `path` in one step.
  public func save(path: String) throws(FlashFileError) {
    let trailer = images.images.isEmpty ? [] : images.json
    do throws(PictureError) {
      try HostFile.write(flash.contents + trailer, to: path)
    } catch {
      throw .file(reason: "\(error)")
    }
  }

  private static func read(_ path: String, bytesMax: Int) throws(FlashFileError) -> [UInt8] {
    do throws(PictureError) {
      return try HostFile.read(path: path, bytesMax: bytesMax)
    } catch .fileTooLong {
      throw .tooLong(byteCountMax: bytesMax)
    } catch {
      throw .file(reason: "\(error)")
    }
  }
}
