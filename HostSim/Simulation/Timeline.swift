import Foundation

/// The pictures and the lines that a run leaves behind: one each time the screen changes.
final class Timeline {
  private let folder: URL
  private let console: Console
  private var count = 0
  /// The first pictures, for the sheet.
  private var pictures: [Picture] = []
  private static let sheetCount = 36

  /// Makes the folder, and clears it of an earlier run's pictures.
  init(folder path: String, console: Console) throws(CommandFailure) {
    folder = URL(fileURLWithPath: path, isDirectory: true)
    self.console = console
    do {
      let files = FileManager.default
      try files.createDirectory(at: folder, withIntermediateDirectories: true)
      for name in try files.contentsOfDirectory(atPath: path) where Self.isPicture(name) {
        try files.removeItem(at: folder.appendingPathComponent(name))
      }
    } catch {
      throw .failed("\(path): cannot be made a folder for pictures")
    }
  }

  /// `0001-boot.png` and the like.
  private static func isPicture(_ name: String) -> Bool {
    let parts = name.split(separator: "-", maxSplits: 1)
    return parts.count == 2 && parts[0].count == 4 && parts[0].allSatisfy(\.isNumber)
      && name.hasSuffix(".png")
  }

  /// Writes what is seen at `milliseconds` after the start.
  func add(_ name: String, _ picture: Picture, at milliseconds: UInt64) throws(CommandFailure) {
    count += 1
    let file = String(format: "%04d-%@.png", count, name)
    do throws(PictureError) {
      try PNGWriter.write(picture, to: folder.appendingPathComponent(file).path)
    } catch {
      throw .failed("\(file): \(error)")
    }
    if pictures.count < Self.sheetCount { pictures.append(picture) }
    line(file, at: milliseconds)
  }

  /// Prints what happened without a change of screen.
  func note(_ text: String, at milliseconds: UInt64) { line(text, at: milliseconds) }

  private func line(_ text: String, at milliseconds: UInt64) {
    console.out(String(format: "%10.3f s  %@", Double(milliseconds) / 1000, text))
  }

  /// Writes all pictures on one sheet, in order, and says where they are. Its name sorts before
  /// theirs, so that the last picture is the end.
  func finish() throws(CommandFailure) {
    let sheet = folder.appendingPathComponent("0000-contact-sheet.png").path
    do throws(PictureError) {
      try PNGWriter.write(ContactSheet.make(pictures), to: sheet)
    } catch {
      throw .failed("\(sheet): \(error)")
    }
    console.out(
      "\(count) pictures in \(folder.relativePath), the first of them on 0000-contact-sheet.png")
  }
}
