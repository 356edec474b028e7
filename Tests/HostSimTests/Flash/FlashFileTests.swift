import Foundation
import Testing

@testable import HostSim

struct FlashFileTests {
  /// A file of the temporary folder, gone afterwards.
  private static func withPath(_ body: (String) throws -> Void) rethrows {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("flash-\(UUID().uuidString).bin").path
    defer { unlink(path) }
    try body(path)
  }

  private static func bytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
  }

  @Test func aFlashAndItsImagesComeBack() throws {
    try Self.withPath { path in
      let flash = NORFlash.noisy(sectorCount: 3, seed: 8)
      let images = ImageLibrary()
      images.add([1, 2, 3], version: "1.0.0")
      try FlashFile(flash: flash, images: images).save(path: path)
      #expect(try Self.bytes(path) == flash.contents + images.json)

      let file = try FlashFile(path: path, flashByteCount: 3 * 4096)
      #expect(file.flash.contents == flash.contents)
      #expect(file.images.images == images.images)
      try file.flash.erase(sectorAt: 0)
      try file.save(path: path)
      #expect(try Self.bytes(path) == file.flash.contents + images.json)
    }
  }

  @Test func aFlashWithoutImagesHasNoTrailer() throws {
    try Self.withPath { path in
      let flash = NORFlash.noisy(sectorCount: 2, seed: 9)
      try FlashFile(flash: flash, images: ImageLibrary()).save(path: path)
      #expect(try Self.bytes(path) == flash.contents)
      let file = try FlashFile(path: path, flashByteCount: 2 * 4096)
      #expect(file.flash.contents == flash.contents)
      #expect(file.images.images.isEmpty)
    }
  }

  private static let longest = 4096 + 1_048_576

  @Test(arguments: [
    (0, FlashFileError.tooShort(at: 0, flashByteCount: 4096)),
    (4095, .tooShort(at: 4095, flashByteCount: 4096)), (4097, .badImages(at: 4096)),
    (longest, .badImages(at: 4096)),
    (longest + 1, .tooLong(byteCountMax: longest)),
  ])
  func whatIsNoFlashIsRefused(_ byteCount: Int, _ error: FlashFileError) throws {
    try Self.withPath { path in
      try Data(count: byteCount).write(to: URL(fileURLWithPath: path))
      #expect(throws: error) { try FlashFile(path: path, flashByteCount: 4096) }
    }
  }

  @Test func whatTheSystemRefusesIsSaid() {
    let path = "/nowhere/flash.bin"
    let reason = "No such file or directory"
    #expect(throws: FlashFileError.file(reason: "cannot read: \(reason)")) {
      try FlashFile(path: path, flashByteCount: 4096)
    }
    let file = FlashFile(flash: NORFlash(byteCount: 4096), images: ImageLibrary())
    #expect(throws: FlashFileError.file(reason: "cannot write: \(reason)")) {
      try file.save(path: path)
    }
  }

  @Test func anErrorIsOneLineWithItsByte() {
    #expect(
      FlashFileError.tooShort(at: 7, flashByteCount: 4096).description
        == "at byte 7: the file ends before its flash of 4096 bytes does")
    #expect(FlashFileError.badImages(at: 4096).description == "at byte 4096: not a list of images")
    #expect(FlashFileError.tooLong(byteCountMax: 9).description == "longer than 9 bytes")
  }
}
