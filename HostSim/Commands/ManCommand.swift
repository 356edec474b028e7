/// `hostsim man`: the manual page.
enum ManCommand {
  static var command: Tool.Command {
    Tool.Command(
      name: "man", summary: "prints the manual page",
      details: "To read it: hostsim man >hostsim.1; man ./hostsim.1", run: run)
  }

  private static func run(_ arguments: Arguments, _ console: Console) throws(CommandFailure) {
    try arguments.noOperands()
    var lines = [
      #".TH HOSTSIM 1 "" "Sleeve \#(escaped(Tool.version))" "User Commands""#,
      ".SH NAME", #"hostsim \- runs the Sleeve firmware on this machine"#,
      ".SH SYNOPSIS", ".B hostsim", escaped("COMMAND [OPTION]… [OPERAND]…"),
      ".SH DESCRIPTION", escaped(Help.conventions), ".SH COMMANDS",
    ]
    for command in Tool.commands {
      lines += [".SS \(escaped(command.usage))", escaped(command.about)]
      for option in command.options + [Help.common] {
        lines += [".TP", ".B \(escaped(option.synopsis))", escaped(option.details)]
      }
    }
    console.out(lines.joined(separator: "\n"))
  }

  /// As roff has it: a hyphen that may be copied, and no request at a line's start.
  private static func escaped(_ text: String) -> String {
    let text = text.replacing("\\", with: #"\e"#).replacing("-", with: #"\-"#)
    return text.hasPrefix(".") || text.hasPrefix("'") ? #"\&"# + text : text
  }
}
