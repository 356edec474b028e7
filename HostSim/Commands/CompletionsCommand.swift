/// `hostsim completions`: what a shell needs to complete its words.
enum CompletionsCommand {
  static var command: Tool.Command {
    Tool.Command(
      name: "completions", summary: "prints completions for a shell",
      details: """
        For bash: source <(hostsim completions bash). For zsh: hostsim completions zsh into a file \
        _hostsim in a folder of its fpath.
        """, operands: "bash|zsh", run: run)
  }

  private static func run(_ arguments: Arguments, _ console: Console) throws(CommandFailure) {
    switch try arguments.onlyOperand("bash|zsh") {
    case "bash": console.out(bash)
    case "zsh": console.out(zsh)
    case let shell: throw .usage("no completions for '\(shell)', only for bash and zsh")
    }
  }

  /// Words of the table where one can stand, otherwise files.
  private static var bash: String {
    let names = Tool.commands.map(\.name).joined(separator: " ")
    let cases = Tool.commands.map { command in
      let options = (command.options + [Help.common]).map(\.name).joined(separator: " ")
      return "      \(command.name)) words='\(options)' ;;"
    }
    return """
      _hostsim() {
        local word=${COMP_WORDS[COMP_CWORD]} words=
        if [ "$COMP_CWORD" -eq 1 ]; then
          words='\(names) --version --help'
        elif [ "${COMP_WORDS[1]}" = help ]; then
          words='\(names)'
        elif [ "${word#-}" != "$word" ]; then
          case ${COMP_WORDS[1]} in
      \(cases.joined(separator: "\n"))
          esac
        fi
        COMPREPLY=($(compgen -W "$words" -- "$word"))
      }
      complete -o bashdefault -o default -F _hostsim hostsim
      """
  }

  private static var zsh: String {
    let commands = Tool.commands.map { "    '\($0.name):\(quoted($0.summary))'" }
    let cases = Tool.commands.map { command in
      let options = (command.options + [Help.common]).map { option in
        let value = option.value.isEmpty ? "" : ":\(quoted(option.value)):_files"
        let equals = option.value.isEmpty ? "" : "="
        let star = option.takes == .repeated || option.takes == .list ? "*" : ""
        return "'\(star)\(option.name)\(equals)[\(quoted(option.details))]\(value)'"
      }
      let operand = command.name == "help" ? "'*:command:_hostsim_commands'" : "'*:file:_files'"
      return "      \(command.name)) _arguments \((options + [operand]).joined(separator: " ")) ;;"
    }
    return """
      #compdef hostsim
      _hostsim_commands() {
        local -a commands=(
      \(commands.joined(separator: "\n"))
        )
        _describe command commands
      }
      _hostsim() {
        local line state
        _arguments -C '--version' '--help' '1:command:_hostsim_commands' '*::argument:->argument'
        if [ "$state" = argument ]; then
          case $line[1] in
      \(cases.joined(separator: "\n"))
          esac
        fi
      }
      _hostsim "$@"
      """
  }

  /// Inside single quotes, and inside the brackets and between the colons of zsh.
  private static func quoted(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "'": result += #"'\''"#
      case "[", "]", ":", "\\": result += "\\\(character)"
      default: result.append(character)
      }
    }
    return result
  }
}
