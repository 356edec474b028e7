import Foundation
import Testing

/// The command line `openssl`: another user of the same formats, to hold ours against.
enum OpenSSLTool {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// What `openssl` with these words prints.
  @discardableResult
  static func run(_ words: String...) throws -> [UInt8] {
    guard let path = try findTool() else {
      throw Failure(description: "no openssl in PATH: install the package openssl")
    }
    let process = Process()
    let (out, err) = (Pipe(), Pipe())
    process.executableURL = path
    process.arguments = words
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = out
    process.standardError = err
    try process.run()
    // No call here prints more errors than a pipe holds, so one after the other is enough.
    let printed = try out.fileHandleForReading.readToEnd() ?? Data()
    let complaint = try err.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      let reason = String(decoding: complaint + printed, as: UTF8.self)
      throw Failure(description: "openssl \(words.joined(separator: " ")): \(reason)")
    }
    return Array(printed)
  }

  private static func findTool() throws -> URL? {
    let folders = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin"
    return folders.split(separator: ":").map { URL(fileURLWithPath: "\($0)/openssl") }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }
}

/// A pair of keys as files, made by `openssl`.
struct KeyFiles {
  let privatePath: String
  let publicPath: String

  init(_ scratch: Scratch, _ name: String, curve: String = "prime256v1") throws {
    privatePath = scratch.path("\(name).pem")
    publicPath = scratch.path("\(name).pub.pem")
    try OpenSSLTool.run("ecparam", "-name", curve, "-genkey", "-noout", "-out", privatePath)
    try OpenSSLTool.run("pkey", "-in", privatePath, "-pubout", "-out", publicPath)
  }

  var privatePEM: [UInt8] { get throws { try readFile(privatePath) } }
  var publicPEM: [UInt8] { get throws { try readFile(publicPath) } }

  /// A signature of the file at `path`, made by `openssl`.
  func sign(_ path: String) throws -> [UInt8] {
    try OpenSSLTool.run("dgst", "-sha256", "-sign", privatePath, path)
  }

  /// Whether `openssl` takes the signature in one file of what is in the other.
  func verifies(_ signaturePath: String, of path: String) -> Bool {
    do {
      try OpenSSLTool.run(
        "dgst", "-sha256", "-verify", publicPath, "-signature", signaturePath, path)
      return true
    } catch {
      return false
    }
  }
}

func readFile(_ path: String) throws -> [UInt8] {
  Array(try Data(contentsOf: URL(fileURLWithPath: path)))
}
