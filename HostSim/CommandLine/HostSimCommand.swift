import HostSim

@main
enum CommandLineEntry {
  static func main() {}
}
