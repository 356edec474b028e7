import Foundation
import Testing

@testable import Firmware
@testable import HostSim

/// A folder with a manifest, an image and a flash, for `hostsim ota`.
struct OTABench {
  static let newVersion = "1.1.0"

  let scratch: Scratch
  let manifest: String
  let imagePath: String
  let flash: String
  let image: [UInt8]

  /// - Parameter byteCount: Of the image; by default more than a sector.
  init(byteCount: Int = 4_400, _ options: String...) throws {
    scratch = try Scratch()
    image = Self.noise(byteCount)
    imagePath = try scratch.write("image.bin", image)
    flash = scratch.path("FLASH.bin")
    manifest = scratch.path("manifest.json")
    try offer(Self.newVersion, options)
  }

  static func noise(_ byteCount: Int) -> [UInt8] {
    var random = SeededGenerator(seed: UInt64(byteCount))
    return (0..<byteCount).map { _ in UInt8.random(in: 0...255, using: &random) }
  }

  /// Makes the manifest one of the image as `version`.
  func offer(_ version: String, _ options: [String] = []) throws {
    var words = ["manifest", imagePath, "--version", version, "--url", "https://g.example/i.bin"]
    if !options.contains("--board") { words += ["--board", "sim"] }
    let said = hostsim(words + options)
    try #require(said.status == 0, "\(said.err)")
    _ = try scratch.write("manifest.json", said.out.joined().utf8)
  }

  /// Replaces a part of the manifest, which must be there.
  func edit(_ part: String, _ replacement: String) throws {
    let text = try String(contentsOfFile: manifest, encoding: .utf8)
    try #require(text.contains(part))
    let edited = text.replacingOccurrences(of: part, with: replacement)
    _ = try scratch.write("manifest.json", edited.utf8)
  }

  func ota(_ options: String...) -> Said { ota(options) }

  func ota(_ options: [String]) -> Said {
    hostsim(["ota", manifest, "--image", imagePath, "--flash", flash] + options)
  }

  /// What a slot of the file begins with.
  func slot(_ number: Int, byteCount: Int) throws -> [UInt8] {
    let layout = FlashLayout.esp32
    let start = [layout.firstSlot, layout.secondSlot][number].lowerBound
    let bytes = try Data(contentsOf: URL(fileURLWithPath: flash))
    return [UInt8](bytes[start..<start + byteCount])
  }

  /// The slot and the version of the last line.
  func running(_ said: Said) throws -> (slot: Int, version: String) {
    let last = try #require(said.out.last)
    let words = last.split(separator: " ").map(String.init)
    try #require(words.count == 4 && words[0] == "slot" && words[2] == "version", "\(last)")
    return (try #require(Int(words[1])), words[3])
  }

  /// Expects success, and that `version` with the bytes of the image runs in `slot`.
  func expectArrival(_ said: Said, slot: Int = 1, version: String = newVersion) throws {
    #expect(said.status == 0 && said.err.isEmpty, "\(said)")
    #expect(said.out.last == "slot \(slot) version \(version)", "\(said)")
    #expect(try self.slot(slot, byteCount: image.count) == image)
  }

  /// Expects one line of complaint with `part` in it, while `running` goes on.
  func expectFailure(
    _ said: Said, _ part: String, running: String? = "slot 0 version 1.0.0"
  ) {
    #expect(said.status == 1, "\(part): \(said)")
    #expect(said.out.last == running, "\(part): \(said)")
    let line = said.err.first ?? ""
    #expect(said.err.count == 1 && !line.contains("\n"), "\(said)")
    #expect(line.hasPrefix("hostsim ota: ") && line.contains(part), "\(part): \(line)")
  }
}
