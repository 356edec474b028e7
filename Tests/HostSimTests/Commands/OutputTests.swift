import Foundation
import Testing

@testable import HostSim

/// What is written, and what is never replaced.
@Suite struct OutputTests {
  private static let canMakeNodes = getuid() == 0
  private let tool: BuiltTool

  init() throws { tool = try BuiltTool() }

  @Test func aLinkIsFollowed() throws {
    let said = try tool.shell(
      """
      echo mine >real.png; chmod 640 real.png; mkdir sub
      ln -s real.png link.png; ln -s ../missing.png sub/dangling.png
      "$H" decode doc.json --out link.png && "$H" decode doc.json --out sub/dangling.png
      "$H" run --for 1s --out run --spi link.txt --vcd link.vcd && rm link.txt link.vcd
      ln -s real.txt link.txt; ln -s real.vcd link.vcd
      "$H" run --for 1s --out run --spi link.txt --vcd link.vcd
      test -L link.png -a -L sub/dangling.png -a -L link.txt -a -L link.vcd && stat -c %a real.png
      """)
    #expect(said.status == 0 && said.out.last == "640", "\(said)")
    for name in ["real.png", "missing.png"] {
      #expect(try PictureFile.load(path: tool.scratch.path(name)).width == 24)
    }
    #expect(tool.scratch.exists("real.txt") && tool.scratch.exists("real.vcd"))
    #expect(!tool.scratch.names.contains { $0.hasSuffix(".tmp") })
  }

  @Test(arguments: ["decode doc.json --out", "run --for 1s --spi", "run --for 1s --vcd"])
  func aPipeIsWrittenInto(_ words: String) throws {
    let said = try tool.shell(
      """
      mkfifo pipe; timeout 60 cat pipe >got & "$H" \(words) pipe || exit 1
      test -p pipe || exit 2
      timeout 5 tail --pid=$! -f /dev/null; wc -c <got
      """)
    #expect(said.status == 0 && Int(said.out.last ?? "") ?? 0 > 500, "\(said)")
  }

  @Test(
    .enabled(if: canMakeNodes),
    arguments: ["decode doc.json --out", "run --for 1s --spi", "run --for 1s --vcd"])
  func aDeviceIsWrittenInto(_ words: String) throws {
    let said = try tool.shell(
      """
      mknod null c 1 3 && mknod full c 1 7 || exit 9
      "$H" \(words) null; first=$?
      "$H" \(words) full; second=$?
      test -c null -a -c full && echo $first $second
      """)
    // Not everybody who is root may make nodes.
    if said.status == 9 { return }
    #expect(said.out.last == "0 1", "\(said)")
    #expect(said.err.last?.hasSuffix("full: cannot write: No space left on device") == true)
  }

  @Test func standardStreamsAreDashes() throws {
    let said = try tool.shell(
      """
      "$H" decode - --out - <doc.json >a.png && "$H" encode --title=T - --width 3 --height 3 <a.png |
        "$H" json - && "$H" run --for 1s --out run --spi - >trace && head -c 40 trace
      """)
    #expect(said.status == 0, "\(said)")
    #expect(try PictureFile.load(path: tool.scratch.path("a.png")).width == 24)
    #expect(said.out.first?.hasPrefix("-: valid") == true, "\(said.out)")
    #expect(said.out.dropFirst().first?.contains(" R ") == true, "\(said.out)")
    #expect(said.err.contains { $0.contains("24 x 20 pixels") })
    #expect(said.err.contains { $0.hasSuffix("0001-boot.png") })
  }

  @Test(arguments: ["help", "run --for 1s", "json doc.json", "encode out.png", "man"])
  func aFullDiskIsOneLine(_ words: String) throws {
    let said = try tool.shell(
      "\"$H\" decode doc.json --out out.png >/dev/null; \"$H\" \(words) >/dev/full")
    #expect(said.status == 1)
    #expect(
      said.err == ["hostsim: standard output: cannot write: No space left on device"], "\(said)")
  }

  /// Even where whoever starts the tool has it ignore the signal.
  @Test func aReaderThatGoesAwayEndsItInSilence() throws {
    let said = try tool.shell(
      """
      trap '' PIPE; "$H" man | head -n 1
      "$H" decode doc.json --out in.png | true; "$H" encode in.png --width 320 | true
      { sleep 0.3; "$H" json doc.json; } | true
      """)
    #expect(said.status == 0 && said.out.count == 1 && said.err.isEmpty, "\(said)")
  }

  @Test func progressIsForATerminal() throws {
    let run = #""$H" run --for 600s --out run"#
    let said = try tool.shell("\(run) >/dev/null; script -qec '\(run)' /dev/null >seen")
    #expect(said.status == 0 && said.err.isEmpty, "\(said)")
    let seen = try String(contentsOfFile: tool.scratch.path("seen"), encoding: .utf8)
    #expect(seen.contains(" of 600 s"), "\(seen)")
    // The line is gone before the next is printed.
    #expect(seen.contains(" of 600 s\r\u{1B}[K"), "\(seen)")
  }

  /// As on a machine that never had the sources.
  @Test func itNeedsNothingOfTheCheckout() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
    let said = try tool.shell(
      """
      cp "$H" moved; unshare -rm true || exit 9
      unshare -rm sh -c 'mount -t tmpfs none "$0/HostSim" && ./moved run --for 3s --out run' '\(root)'
      """)
    if said.status == 9 { return }
    #expect(said.status == 0 && said.out.last?.hasPrefix("3 pictures in run") == true, "\(said)")
  }
}
