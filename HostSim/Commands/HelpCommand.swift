/// `hostsim help`.
enum HelpCommand {
  static var command: Tool.Command {
    Tool.Command(
      name: "help", summary: "lists the commands, or the options of one", operands: "[COMMAND]",
      run: run)
  }

  private static func run(_ arguments: Arguments, _ console: Console) throws(CommandFailure) {
    if arguments.operands.isEmpty { return console.out(Help.overview) }
    let name = try arguments.onlyOperand("COMMAND")
    guard let command = Tool.command(name) else { throw .usage("unknown command \(name)") }
    console.out(Help.of(command))
  }
}

/// The table of commands as text for a terminal of 80 columns.
enum Help {
  private static let columns = 80
  /// A term that is longer gets a line of its own.
  private static let termColumnsMax = 24

  /// What every command has.
  static let common = Option("--help", "", "prints what the command does and its options")

  /// What is said of standard streams and of the end of options.
  static let conventions = """
    FILE and its like may be -: standard input, or standard output. An option's value follows as \
    a word of its own or behind an equals sign; behind -- all words are operands. Exit status: 0 \
    after success, 1 where the input or the run failed, 2 after wrong usage.
    """

  static var overview: String {
    let commands = Tool.commands.map { ($0.name, $0.summary) }
    return lines([
      ["usage: hostsim COMMAND [OPTION]… [OPERAND]…"],
      terms(commands + [("--version", "prints the version")]),
      wrap("'hostsim help COMMAND' lists the options of a command."), wrap(conventions),
    ])
  }

  static func usage(_ command: Tool.Command) -> String {
    wrap("usage: \(command.usage)", indent: 7).joined(separator: "\n")
  }

  static func of(_ command: Tool.Command) -> String {
    let options = (command.options + [common]).map { ($0.synopsis, $0.details) }
    return lines([
      [usage(command)], wrap(command.about), terms(options),
    ])
  }

  /// Paragraphs with an empty line between them.
  private static func lines(_ paragraphs: [[String]]) -> String {
    paragraphs.map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
  }

  /// Two columns.
  private static func terms(_ list: [(term: String, text: String)]) -> [String] {
    let widest = list.map(\.term.count).filter { $0 <= termColumnsMax }.max() ?? 0
    let indent = widest + 4
    return list.flatMap { term, text in
      let head = "  \(term)"
      let body = wrap(String(repeating: " ", count: indent) + text, indent: indent)
      if head.count > indent - 2 { return [head] + body }
      let gap = String(repeating: " ", count: indent - head.count)
      return [head + gap + body[0].dropFirst(indent)] + body.dropFirst()
    }
  }

  /// Lines of no more than 80 columns; all but the first are indented. What leads the text stays.
  private static func wrap(_ text: String, indent: Int = 0) -> [String] {
    var lines: [String] = []
    var line = String(text.prefix { $0 == " " })
    var isFirstWord = true
    for word in text.split(separator: " ") {
      if !isFirstWord && line.count + 1 + word.count > columns {
        lines.append(line)
        line = String(repeating: " ", count: indent)
        isFirstWord = true
      }
      line += isFirstWord ? word : " \(word)"
      isFirstWord = false
    }
    return lines + [line]
  }
}

extension Tool.Command {
  /// What it does, in sentences.
  var about: String {
    let sentence = summary.prefix(1).uppercased() + summary.dropFirst() + "."
    return details.isEmpty ? sentence : "\(sentence) \(details)"
  }
}
