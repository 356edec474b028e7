import EmulatorScript
import Firmware
import Foundation

/// Plays the emulated board's script on this machine: `emulator-script REPOSITORY VERSION`.
@main
enum HostScript {
  static func main() {
    guard CommandLine.arguments.count == 3, let files = ScriptFiles(root: CommandLine.arguments[1])
    else {
      FileHandle.standardError.write(
        Data("usage: emulator-script REPOSITORY, with its documents and its font, VERSION\n".utf8))
      exit(2)
    }
    var stage = HostStage(
      files: files, version: Version([UInt8](CommandLine.arguments[2].utf8).span))
    exit(Script.play(on: &stage) ? 0 : 1)
  }
}
