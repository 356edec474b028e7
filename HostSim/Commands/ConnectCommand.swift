import Firmware
import Foundation

/// `hostsim connect`: the firmware against a real gateway.
enum ConnectCommand {
  static var command: Tool.Command {
    Tool.Command(
      name: "connect", summary: "runs the firmware against a real gateway, in real time",
      details: """
        Writes pictures and prints what happens, as 'run' does. Fails if no answer was of use. New \
        firmware is not asked for. Ctrl-C ends it.
        """,
      options: [
        Option("--gateway", "URL", "the gateway's address, as a device has it", isRequired: true),
        Option(
          "--ca", "FILE", "certificates that the gateway's is checked against, PEM",
          default: .words("the system's")),
        Option("--cert", "FILE", "the device's certificate, PEM", default: .words("none")),
        Option("--key", "FILE", "the certificate's key, PEM", default: .words("in --cert")),
        Option(
          "--secret-file", "FILE", "holds the secret that the gateway asks for",
          default: .words("none")),
        Option(
          "--for", "TIME", "how long, such as 90s, 5m or 24h", default: .words("until Ctrl-C")),
        Option(
          "--out", "DIR", "folder of the pictures; those of an earlier run are removed from it",
          default: .value("out/connect")),
      ], run: run)
  }

  private static let deviceID = "hostsim"
  /// What a board has room for.
  private static let secretBytesMax = 127

  private static func run(_ arguments: Arguments, _ console: Console) throws(CommandFailure) {
    try arguments.noOperands()
    var settings = SettingsFile()
    let url = arguments.value("--gateway")
    settings.set(.gatewayURL, url, option: "--gateway")
    settings.set(.deviceID, deviceID, option: "--gateway")
    let configuration = try settings.configuration()
    let durationMs = arguments.given.contains("--for") ? try arguments.duration("--for") : nil
    if arguments.string("--key") != nil && arguments.string("--cert") == nil {
      throw .usage("--key needs --cert")
    }
    var gateway = LiveGateway()
    gateway.authority = try readable(arguments.string("--ca"))
    gateway.certificate = try readable(arguments.string("--cert"))
    gateway.key = try readable(arguments.string("--key"))
    if let path = arguments.string("--secret-file") { gateway.secret = try secret(path) }
    let timeline = try Timeline(folder: arguments.value("--out"), console: console)
    let run = LiveRun(gateway, configuration)
    Interruption.watch()
    do throws(CommandFailure) {
      try run.run(durationMs: durationMs, isStopped: { Interruption.hasCome }, timeline)
    } catch {
      try timeline.finish()
      if case .failed(let reason) = error { throw .failed("\(url): \(reason)") }
      throw error
    }
    try timeline.finish()
  }

  /// The path of a file that can be read: libcurl tells a missing one in words of its own.
  private static func readable(_ path: String?) throws(CommandFailure) -> String? {
    if let path { _ = try InputFile.read(path) }
    return path
  }

  /// The file's line.
  private static func secret(_ path: String) throws(CommandFailure) -> String {
    let text = String(decoding: try InputFile.read(path), as: UTF8.self)
    let secret = text.trimmingCharacters(in: .whitespacesAndNewlines)
    let isHeader = secret.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    guard isHeader, 1...secretBytesMax ~= secret.utf8.count else {
      throw .failed("\(path): must hold 1 to \(secretBytesMax) ASCII characters without spaces")
    }
    return secret
  }
}

/// Ctrl-C.
private enum Interruption {
  nonisolated(unsafe) private static var flag: sig_atomic_t = 0

  static var hasCome: Bool { flag != 0 }

  static func watch() {
    signal(SIGINT) { _ in Interruption.flag = 1 }
    signal(SIGTERM) { _ in Interruption.flag = 1 }
  }
}
