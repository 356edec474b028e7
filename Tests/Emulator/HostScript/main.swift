import CScript
import Firmware
import Foundation
import Port

/// Plays the emulated boards' script on this machine: `emulator-script REPOSITORY VERSION`.
guard CommandLine.arguments.count == 3, let files = ScriptFiles(root: CommandLine.arguments[1])
else {
  FileHandle.standardError.write(
    Data("usage: emulator-script REPOSITORY, with its documents and its font, VERSION\n".utf8))
  exit(2)
}
machine = HostMachine(files: files, version: CommandLine.arguments[2])
script_begin()
exit(script_play() == 1 ? 0 : 1)
