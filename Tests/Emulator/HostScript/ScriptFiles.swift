import EmulatorScript
import Firmware
import Foundation

/// The script's documents and its fallback font, from the files of the repository.
struct ScriptFiles {
  let fallback: FallbackFont
  private var documents: [ScriptDocument: StoredBytes] = [:]

  /// Nil where a file is missing below `root`.
  init?(root: String) {
    let root = URL(fileURLWithPath: root, isDirectory: true)
    guard let font = FallbackFont.load(root.appendingPathComponent("HostSim/Fonts/fallback.bin"))
    else { return nil }
    fallback = font
    while let document = ScriptDocument(rawValue: UInt8(documents.count)) {
      let file = "\(document).json"
      guard
        let bytes = Self.load(root.appendingPathComponent("Tests/Covers/\(file)"))
          ?? Self.load(root.appendingPathComponent("Tests/Emulator/\(file)"))
      else { return nil }
      documents[document] = bytes
    }
  }

  subscript(document: ScriptDocument) -> StoredBytes { documents[document]! }

  /// The file's bytes, in memory that is never given back.
  private static func load(_ url: URL) -> StoredBytes? {
    guard let data = try? Data(contentsOf: url) else { return nil }
    let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: data.count)
    data.copyBytes(to: bytes, count: data.count)
    return StoredBytes(start: bytes, count: data.count)
  }
}
