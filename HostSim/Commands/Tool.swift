/// The command line `hostsim`: which commands there are, and what their exit status means.
public enum Tool {
  struct Command {
    let name: String
    let usage: String
    let about: String
    let run: ([String], Console) throws(CommandFailure) -> Void
  }

  static var commands: [Command] {
    [
      RunCommand.command, EncodeCommand.command, DecodeCommand.command, JSONCommand.command,
      CheckCommand.command,
      ManifestCommand.command, OTACommand.command,
    ]
  }

  static var usage: String {
    var lines = ["usage: hostsim COMMAND …", "", "commands:"]
    for command in commands {
      lines.append("  hostsim \(command.usage)")
      lines.append("      \(command.about)")
    }
    lines.append("  hostsim COMMAND --help")
    return lines.joined(separator: "\n")
  }

  /// Runs the command that `words`, the arguments without the program's name, call for.
  ///
  /// - Returns: 0 after success, 1 where the input or the run failed, 2 after wrong usage.
  public static func run(_ words: [String], _ console: Console = .standard) -> Int32 {
    guard let name = words.first else {
      console.err(usage)
      return 2
    }
    if name == "--help" || name == "-h" || name == "help" {
      console.out(usage)
      return 0
    }
    guard let command = commands.first(where: { $0.name == name }) else {
      console.err("hostsim: unknown command \(name)\n\(usage)")
      return 2
    }
    do throws(CommandFailure) {
      try command.run(Array(words.dropFirst()), console)
      return 0
    } catch {
      switch error {
      case .help:
        console.out("usage: hostsim \(command.usage)\n\(command.about)")
        return 0
      case .usage(let reason):
        console.err("hostsim \(name): \(reason)\nusage: hostsim \(command.usage)")
        return 2
      case .failed(let reason):
        console.err("hostsim \(name): \(reason)")
        return 1
      }
    }
  }
}
