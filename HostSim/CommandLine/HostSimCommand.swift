import Foundation
import HostSim

@main
enum CommandLineEntry {
  static func main() {
    exit(Tool.run(Array(CommandLine.arguments.dropFirst())))
  }
}
