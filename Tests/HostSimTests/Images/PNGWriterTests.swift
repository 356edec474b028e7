import Foundation
import HostSim
import Testing

struct PNGWriterTests {
  @Test func whatIsWrittenIsRead() throws {
    var random = SeededGenerator(seed: 3)
    for (width, height) in [(1, 1), (1, 40), (40, 1), (17, 9), (240, 280)] {
      let picture = random.picture(width: width, height: height)
      #expect(try PictureFile.load(bytes: PNGWriter.encode(picture)) == picture)
      #expect(try PNGWriter.encode(picture) == PNGWriter.encode(picture))
    }
  }

  @Test func noPictureIsAnError() {
    #expect(throws: PictureError.self) { try PNGWriter.encode(Picture(width: 0, height: 3)) }
  }

  @Test func aFileIsReplacedAndNothingElseIsLeft() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "picture.png").path
    var random = SeededGenerator(seed: 4)
    for _ in 0..<2 {
      let picture = random.picture(width: 20, height: 10)
      try PNGWriter.write(picture, to: path)
      #expect(try PictureFile.load(path: path) == picture)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["picture.png"])
  }

  /// A folder bears the name: the last step, the renaming, fails.
  @Test func aFailureLeavesNothingBehind() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let taken = folder.appending(path: "taken.png")
    try FileManager.default.createDirectory(at: taken, withIntermediateDirectories: false)
    let picture = Picture(width: 2, height: 2)
    #expect(throws: PictureError.self) { try PNGWriter.write(picture, to: taken.path) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["taken.png"])
    #expect(throws: PictureError.unwritable(reason: "No such file or directory")) {
      try PNGWriter.write(picture, to: folder.appending(path: "missing/a.png").path)
    }
  }

  @Test func aMissingFileAndAFolderAreErrors() throws {
    #expect(throws: PictureError.unreadable(reason: "No such file or directory")) {
      try PictureFile.load(path: Fixture.path("missing.png"))
    }
    #expect(throws: PictureError.unreadable(reason: "Is a directory")) {
      try PictureFile.load(path: Fixture.path(""))
    }
  }

  private func temporaryFolder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }
}
