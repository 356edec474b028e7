import CScript
import Foundation

/// The script's documents and its fallback font, from the files of the repository.
struct ScriptFiles {
  let fallback: script_bytes
  let documents: [script_bytes]

  /// In the order of `script.h`.
  private static let names = [
    "flat", "illustration", "mid", "photo", "worst", "letters", "offer", "falseOffer",
  ]

  /// Nil where a file is missing below `root`.
  init?(root: String) {
    let root = URL(fileURLWithPath: root, isDirectory: true)
    guard let font = Self.load(root.appendingPathComponent("HostSim/Fonts/fallback.bin"))
    else { return nil }
    fallback = font
    documents = Self.names.compactMap { name in
      Self.load(root.appendingPathComponent("Tests/Covers/\(name).json"))
        ?? Self.load(root.appendingPathComponent("Tests/Emulator/\(name).json"))
    }
    if documents.count < SCRIPT_DOCUMENTS { return nil }
  }

  /// The file's bytes, in memory that is never given back.
  private static func load(_ url: URL) -> script_bytes? {
    guard let data = try? Data(contentsOf: url) else { return nil }
    let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: data.count)
    data.copyBytes(to: bytes, count: data.count)
    return script_bytes(start: bytes, count: UInt32(data.count))
  }
}
