import BuiltIn

/// The command line `hostsim`: which commands there are, and what their exit status means.
public enum Tool {
  /// A command, as parsing, help, completions and the manual page know it.
  struct Command {
    let name: String
    /// What it does, in a few words that follow its name.
    let summary: String
    /// What else is to be known, in sentences; may be empty.
    var details = ""
    /// What it is about, as usage has it.
    var operands = ""
    var options: [Option] = []
    let run: (Arguments, Console) throws(CommandFailure) -> Void

    var usage: String {
      let required = options.filter(\.isRequired).map(\.synopsis)
      let optional = options.count > required.count ? ["[OPTION]…"] : []
      let words = ["hostsim", name, operands] + required + optional
      return words.filter { !$0.isEmpty }.joined(separator: " ")
    }
  }

  static var commands: [Command] {
    [
      RunCommand.command,
      ConnectCommand.command,
      EncodeCommand.command,
      DecodeCommand.command,
      JSONCommand.command,
      CheckCommand.command,
      ManifestCommand.command,
      OTACommand.command,
      SoakCommand.command,
      LatencyCommand.command,
      CompletionsCommand.command,
      ManCommand.command,
      HelpCommand.command,
    ]
  }

  static var version: String { String(cString: built_in_version()) }

  static func command(_ name: String) -> Command? { commands.first { $0.name == name } }

  /// Runs the command that `words`, the arguments without the program's name, call for.
  ///
  /// - Returns: 0 after success, 1 where the input or the run failed, 2 after wrong usage.
  public static func run(_ words: [String], _ console: Console = .standard) -> Int32 {
    switch words.first {
    case nil:
      console.err(Help.overview)
      return 2
    case "--version":
      console.out("hostsim \(version)")
      return 0
    case "--help", "-h":
      console.out(Help.overview)
      return 0
    case let name?:
      guard let command = command(name) else {
        console.err("hostsim: unknown command \(name)\n\(Help.overview)")
        return 2
      }
      return run(command, Array(words.dropFirst()), console)
    }
  }

  private static func run(_ command: Command, _ words: [String], _ console: Console) -> Int32 {
    do throws(CommandFailure) {
      try command.run(try Arguments(words, options: command.options), console)
      return 0
    } catch {
      switch error {
      case .help:
        console.out(Help.of(command))
        return 0
      case .usage(let reason):
        console.err("hostsim \(command.name): \(reason)\n\(Help.usage(command))")
        return 2
      case .failed(let reason):
        console.err("hostsim \(command.name): \(reason)")
        return 1
      }
    }
  }
}
