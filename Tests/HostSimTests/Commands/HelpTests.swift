import Foundation
import Testing

@testable import HostSim

/// The table of commands, as a person, a shell and the manual page see it.
@Suite struct HelpTests {
  @Test func helpFitsATerminal() {
    var pages = [["help"], ["--help"]]
    for command in Tool.commands { pages += [["help", command.name], [command.name, "--help"]] }
    for page in pages {
      let said = hostsim(page)
      #expect(said.status == 0 && said.err.isEmpty && said.out.count == 1)
      for line in said.out[0].split(separator: "\n") {
        #expect(line.count <= 80 && line.last != " ", "\(page): \(line)")
      }
    }
    #expect(hostsim("help", "run").out == hostsim("run", "--help").out)
    #expect(hostsim("help", "paint").status == 2)
  }

  @Test func helpHasALineForEachOptionAndItsDefault() {
    for command in Tool.commands {
      let help = hostsim("help", command.name).out[0]
      for option in command.options {
        #expect(help.contains("\n  \(option.name) \(option.value)"), "\(command.name)")
        #expect(option.isRequired || option.otherwise != nil, "\(command.name) \(option.name)")
      }
    }
    let decode = hostsim("help", "decode").out[0]
    #expect(decode.contains("usage: hostsim decode DOCUMENT.json [OPTION]…"))
    #expect(decode.contains("1 to 1048576 (default:\n                  512)"), "\(decode)")
  }

  @Test func theVersionIsALine() {
    let said = hostsim("--version")
    #expect(said.status == 0)
    #expect(said.out.count == 1)
    let parts = said.out[0].split(separator: " ")
    #expect(parts.count == 2 && parts[0] == "hostsim" && parts[1].contains("."), "\(said.out)")
  }

  @Test func theManualPageHasEveryOption() throws {
    let page = hostsim("man").out[0]
    for command in Tool.commands {
      #expect(page.contains("\n.SS hostsim \(command.name)"))
      for option in command.options {
        let name = option.name.replacing("-", with: #"\-"#)
        let value = option.takes == .nothing ? "\n" : " "
        #expect(page.contains("\n.B \(name)\(value)"), "\(option.name)")
      }
    }
    let tool = try BuiltTool()
    let said = try tool.shell(
      #"command -v groff >/dev/null || exit 9; "$H" man >m; groff -K utf8 -man -Tutf8 -ww m >seen"#)
    if said.status != 9 { #expect(said.status == 0 && said.err.isEmpty, "\(said)") }
  }

  @Test(arguments: [
    (["de"], "decode"), (["decode", "--o"], "--out"), (["decode", "x"], ""),
    (["help", "en"], "encode"),
    (["manifest", "--s"], "--sign-key --security-version"), (["--v"], "--version"),
  ])
  func bashCompletes(_ words: [String], _ completions: String) throws {
    let said = try BuiltTool().shell(
      """
      source <("$H" completions bash)
      COMP_WORDS=(hostsim \(words.joined(separator: " "))); COMP_CWORD=\(words.count); _hostsim
      echo "${COMPREPLY[*]}"
      """)
    #expect(said.out == (completions.isEmpty ? [] : [completions]), "\(said)")
  }

  @Test func zshTakesItsCompletions() throws {
    let said = try BuiltTool().shell(
      #"command -v zsh >/dev/null || exit 9; "$H" completions zsh >_hostsim; zsh -n _hostsim"#)
    if said.status != 9 { #expect(said.status == 0 && said.err.isEmpty, "\(said)") }
    let text = hostsim("completions", "zsh").out[0]
    #expect(text.hasPrefix("#compdef hostsim\n"))
    for command in Tool.commands {
      for option in command.options {
        #expect(text.contains(option.name + (option.takes == .nothing ? "[" : "=[")))
      }
    }
    #expect(hostsim("completions", "fish").status == 2)
  }

  @Test func valuesMayFollowAnEqualsSign() throws {
    let scratch = try Scratch()
    let file = try scratch.write("--chunk", #"{"a=b": 1}"#.utf8)
    #expect(hostsim("json", "--chunk=1", file).status == 0)
    #expect(hostsim("json", "--chunk=", file).status == 2)
    #expect(hostsim("json", "--chunk=1", "--chunk=2", file).status == 2)
    #expect(hostsim("json", "--", "--none").err.first?.contains("--none: cannot read") == true)
    let picture = Fixture.path("colour-2-depth-8.png")
    let said = hostsim("encode", "--title=--a=b", "--album=", "--", picture)
    #expect(said.out[0].contains(#""title":"--a=b""#) && said.out[0].contains(#""album":"""#))
  }
}
