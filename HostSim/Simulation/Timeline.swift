import Foundation

/// The pictures and the lines that a run leaves behind: one each time the screen changes.
final class Timeline {
  private let folder: RunFolder?
  private let console: Console
  private var count = 0
  /// The first pictures, for the sheet.
  private var pictures: [Picture] = []
  private var nextProgress = ContinuousClock.now + progressPeriod

  private static let sheetCount = 36
  private static let progressPeriod = Duration.milliseconds(500)

  /// Makes the folder, and clears it of an earlier run's pictures; without one there are none.
  init(folder path: String?, console: Console) throws(CommandFailure) {
    if let path { folder = try RunFolder(path) } else { folder = nil }
    self.console = console
  }

  /// Writes what is seen at `milliseconds` after the start.
  func add(_ name: String, _ picture: Picture, at milliseconds: UInt64) throws(CommandFailure) {
    guard let folder else { return }
    count += 1
    let file = String(format: "%04d-%@.png", count, name)
    try folder.add(picture, as: file)
    if pictures.count < Self.sheetCount { pictures.append(picture) }
    line(file, at: milliseconds)
  }

  /// Prints what happened without a change of screen.
  func note(_ text: String, at milliseconds: UInt64) { line(text, at: milliseconds) }

  /// Says now and then how far a run is.
  func progress(at milliseconds: UInt64, of durationMs: Int) {
    if ContinuousClock.now < nextProgress { return }
    nextProgress = .now + Self.progressPeriod
    console.progress("\(milliseconds / 1000) of \(durationMs / 1000) s")
  }

  private func line(_ text: String, at milliseconds: UInt64) {
    console.out(String(format: "%10.3f s  %@", Double(milliseconds) / 1000, text))
  }

  /// Writes all pictures on one sheet, in order, and says where they are. Its name sorts before
  /// theirs, so that the last picture is the end.
  func finish() throws(CommandFailure) {
    guard let folder else { return }
    try folder.add(ContactSheet.make(pictures), as: "0000-contact-sheet.png")
    console.out(
      "\(count) pictures in \(folder.path), the first of them on 0000-contact-sheet.png")
  }
}
