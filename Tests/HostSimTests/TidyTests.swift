import Foundation
import Testing

/// What the sources look like, as far as a test can tell.
@Suite struct TidyTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// Swift files below `folder`, by their path from the repository's root.
  private static func sources(_ folder: String) throws -> [(path: String, lines: [String])] {
    let url = root.appendingPathComponent(folder)
    let files = FileManager.default.enumerator(atPath: url.path)
    var sources: [(path: String, lines: [String])] = []
    while let name = files?.nextObject() as? String {
      guard name.hasSuffix(".swift") else { continue }
      let text = try String(contentsOf: url.appendingPathComponent(name), encoding: .utf8)
      sources.append(("\(folder)/\(name)", text.components(separatedBy: "\n")))
    }
    return sources
  }

  @Test(arguments: ["Firmware", "HostSim", "Board", "Tests"])
  func filesAndLinesAreShort(_ folder: String) throws {
    let sources = try Self.sources(folder)
    #expect(sources.count > 2)
    for (path, lines) in sources {
      #expect(lines.count <= 401, "\(path) has \(lines.count) lines")
      for (number, line) in lines.enumerated() where line.count > 100 {
        // A literal cannot be broken; of comments, whole words may stand out a little.
        let isComment = line.contains("//") && line.count <= 105
        #expect(line.contains("\"") || isComment, "\(path):\(number + 1): \(line.count) columns")
      }
    }
  }

  /// A space in it would come as %20.
  @Test(arguments: ["HostSim", "Tests"])
  func pathsOfFilesAreNotEncoded(_ folder: String) throws {
    for (path, lines) in try Self.sources(folder) {
      for (number, line) in lines.enumerated() {
        #expect(!line.contains(".path" + "()"), "\(path):\(number + 1): use .path")
      }
    }
  }

  @Test func theCoreImportsNothingAndNeverGivesUp() throws {
    let banned = [
      #"\btry!"#, #"\bas!"#, #"\bfatalError\("#, #"\bany [A-Z]"#, #"\bString\("#, #"\bArray\("#,
    ]
    for (path, lines) in try Self.sources("Firmware") {
      for (number, line) in lines.enumerated() {
        let code = line.components(separatedBy: "//")[0]
        let place = "\(path):\(number + 1)"
        if code.hasPrefix("import ") { #expect(code == "import FontData", "\(place)") }
        for word in banned {
          #expect(code.range(of: word, options: .regularExpression) == nil, "\(place): \(word)")
        }
      }
    }
  }
}
