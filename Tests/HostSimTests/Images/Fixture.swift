import Foundation
import HostSim

/// The files that `Fixtures/make_fixtures.py` wrote, and what they must look like.
enum Fixture {
  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Fixtures")

  static func path(_ name: String) -> String { folder.appending(path: name).path }

  static func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: folder.appending(path: name)))
  }

  /// Names of all fixtures that end in `suffix`, sorted.
  static func names(endingIn suffix: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(suffix) }.sorted()
  }

  /// The smooth picture in every JPEG that has colour.
  static var smooth: Picture {
    var picture = Picture(width: 37, height: 29)
    for y in 0..<29 {
      for x in 0..<37 {
        picture[x, y] = (UInt8(255 * x / 36), UInt8(255 * y / 28), UInt8(255 * (x + y) / 64))
      }
    }
    return picture
  }
}
