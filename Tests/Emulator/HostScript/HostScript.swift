import EmulatorScript
import Foundation

/// Plays the emulated board's script on this machine: `emulator-script REPOSITORY`.
@main
enum HostScript {
  static func main() {
    guard CommandLine.arguments.count == 2, let files = ScriptFiles(root: CommandLine.arguments[1])
    else {
      FileHandle.standardError.write(
        Data("usage: emulator-script REPOSITORY, with its documents and its font\n".utf8))
      exit(2)
    }
    var stage = HostStage(files: files)
    exit(Script.play(on: &stage) ? 0 : 1)
  }
}
