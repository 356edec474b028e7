import Foundation

@testable import HostSim

/// What a command said.
struct Said {
  let status: Int32
  let out: [String]
  let err: [String]
}

/// Runs `hostsim` with these words, in this process.
func hostsim(_ words: String...) -> Said { hostsim(words) }

func hostsim(_ words: [String]) -> Said {
  var out: [String] = []
  var err: [String] = []
  let console = Console(out: { out.append($0) }, err: { err.append($0) })
  let status = Tool.run(words, console)
  return Said(status: status, out: out, err: err)
}

/// A folder that goes away with the test.
final class Scratch {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("sleeve-\(UUID())")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appendingPathComponent(name).path }

  func write(_ name: String, _ bytes: some Sequence<UInt8>) throws -> String {
    try Data(bytes).write(to: url.appendingPathComponent(name))
    return path(name)
  }

  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

  var names: [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: url.path).sorted()) ?? []
  }
}

/// A picture in which no two neighbours are alike.
func colourful(_ width: Int, _ height: Int) -> Picture {
  var picture = Picture(width: width, height: height)
  for y in 0..<height {
    for x in 0..<width {
      picture[x, y] = (UInt8(x * 7 & 255), UInt8(y * 5 & 255), UInt8((x ^ y) * 3 & 255))
    }
  }
  return picture
}
