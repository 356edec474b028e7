import Foundation
import Testing

@testable import HostSim

/// Compares a picture with the one of that name in the folder `Golden` of the tests' target.
///
/// Where they differ, `out/golden` gets what was seen, and a picture of the difference: the seen one
/// darkened, with each differing pixel in red. `SLEEVE_RECORD=1` makes what is seen the golden one.
func expectGolden(
  _ seen: Picture, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let target = "\(#fileID)".prefix { $0 != "/" }
  let root = String(#filePath).components(separatedBy: "/Tests/").dropLast().joined(
    separator: "/Tests/")
  let golden = "\(root)/Tests/\(target)/Golden/\(name).png"
  if ProcessInfo.processInfo.environment["SLEEVE_RECORD"] == "1" {
    try PNGWriter.write(seen, to: golden)
    return
  }
  let meant = try PictureFile.load(path: golden)
  if seen == meant { return }
  let out = URL(fileURLWithPath: "\(root)/out/golden")
  try FileManager.default.createDirectory(at: out, withIntermediateDirectories: true)
  try PNGWriter.write(seen, to: out.appendingPathComponent("\(name).png").path)
  try PNGWriter.write(
    difference(seen, meant), to: out.appendingPathComponent("\(name)-difference.png").path)
  Issue.record(
    "\(name) looks different: see out/golden/\(name)-difference.png",
    sourceLocation: sourceLocation)
}

private func difference(_ seen: Picture, _ meant: Picture) -> Picture {
  var picture = Picture(width: seen.width, height: seen.height)
  for y in 0..<seen.height {
    for x in 0..<seen.width {
      let pixel = seen[x, y]
      let isSame = x < meant.width && y < meant.height && pixel == meant[x, y]
      picture[x, y] = isSame ? (pixel.red / 4, pixel.green / 4, pixel.blue / 4) : (255, 0, 0)
    }
  }
  return picture
}
