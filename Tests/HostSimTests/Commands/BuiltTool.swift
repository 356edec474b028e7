import Foundation
import Testing

/// The built `hostsim` in a shell of its own, for what only a process has: streams, pipes, signals.
struct BuiltTool {
  let scratch: Scratch

  /// With a document of a small picture, `doc.json`, in the scratch folder.
  init() throws {
    scratch = try Scratch()
    let picture = Fixture.path("colour-2-depth-8.png")
    let said = hostsim("encode", picture, "--width", "24", "--height", "24")
    _ = try scratch.write("doc.json", said.out.joined().utf8)
  }

  /// Runs a script in the scratch folder, where `$H` is the tool.
  func shell(_ script: String) throws -> Said {
    let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let tool = URL(fileURLWithPath: tests).deletingLastPathComponent()
      .appendingPathComponent("hostsim").path
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", script]
    process.currentDirectoryURL = scratch.url
    process.environment = ["H": tool, "PATH": "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"]
    process.standardInput = FileHandle.nullDevice
    let paths = ["out.log", "err.log"]
    for path in paths { _ = try scratch.write(path, []) }
    process.standardOutput = FileHandle(forWritingAtPath: scratch.path(paths[0]))
    process.standardError = FileHandle(forWritingAtPath: scratch.path(paths[1]))
    try process.run()
    process.waitUntilExit()
    let lines = try paths.map { path in
      let bytes = try Data(contentsOf: URL(fileURLWithPath: scratch.path(path)))
      return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }
    return Said(status: process.terminationStatus, out: lines[0], err: lines[1])
  }
}
