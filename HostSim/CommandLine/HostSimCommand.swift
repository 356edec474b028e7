import Foundation
import HostSim

@main
enum CommandLineEntry {
  static func main() {
    // A reader that goes away, such as `head`, ends the tool in silence, whoever started it.
    signal(SIGPIPE, SIG_DFL)
    exit(Tool.run(Array(CommandLine.arguments.dropFirst())))
  }
}
