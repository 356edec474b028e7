import Foundation
import Testing

@testable import Firmware
@testable import HostSim

@Suite struct RunCommandTests {
  @Test func showsTheCoverAndLeavesATraceThatIsEnough() throws {
    let scratch = try Scratch()
    let picture = colourful(224, 224)
    try PNGWriter.write(picture, to: scratch.path("in.png"))
    let said = hostsim(
      "run", "--cover", scratch.path("in.png"), "--for", "10s", "--out", scratch.path("run"),
      "--spi", scratch.path("trace.txt"))
    #expect(said.status == 0, "\(said.err)")
    let last = try #require(try lastPicture(scratch))
    #expect((last.width, last.height) == (240, 280))
    for (x, y) in [(0, 0), (223, 0), (0, 223), (223, 223), (100, 3)] {
      let pixel = picture[x, y]
      let meant = expectedPixel(RGB565(red: pixel.red, green: pixel.green, blue: pixel.blue))
      #expect(last[8 + x, y] == meant)
    }
    // The trace alone gives the same picture on another model.
    let trace = try String(contentsOfFile: scratch.path("trace.txt"), encoding: .utf8)
    let model = ST7789Model(clock: VirtualClock(), seed: 99)
    try BusTraceReader.play(trace, on: model)
    #expect(SimulatedGlass.size240x280.picture(of: model) == last)
  }

  @Test func theSameSeedIsTheSameRun() throws {
    let scratch = try Scratch()
    var runs: [[String]] = []
    for _ in 0..<2 {
      let said = hostsim("run", "--seed", "7", "--for", "15s", "--out", scratch.path("run"))
      runs.append(said.out)
    }
    #expect(runs[0] == runs[1])
    #expect(runs[0].contains { $0.hasSuffix("0001-boot.png") })
  }

  @Test func theScreensLookAsTheyDid() throws {
    let scratch = try Scratch()
    let said = hostsim("run", "--for", "10s", "--out", scratch.path("run"))
    #expect(said.status == 0, "\(said.err)")
    let names = try FileManager.default.contentsOfDirectory(atPath: scratch.path("run"))
    for name in names.sorted() where name.hasSuffix(".png") {
      let picture = try PictureFile.load(path: scratch.path("run/\(name)"))
      try expectGolden(picture, String(name.dropLast(4)))
    }
  }

  @Test func whatARunWroteTheNextRemovesAndNothingElse() throws {
    let scratch = try Scratch()
    let folder = scratch.path("run")
    func run(_ time: String) -> Said { hostsim("run", "--for", time, "--out", folder) }
    func names() throws -> [String] {
      try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.first != "." }
        .sorted()
    }
    #expect(run("8s").status == 0)
    _ = try scratch.write("run/notes.txt", "mine".utf8)
    #expect(run("1s").status == 0)
    let own = ["0000-contact-sheet.png", "0001-boot.png", "0002-end.png"]
    #expect(try names() == own + ["notes.txt"])

    _ = try scratch.write("run/2024-wedding.png", "mine".utf8)
    let refused = run("1s")
    #expect(refused.status == 1 && refused.out.isEmpty)
    #expect(refused.err.count == 1 && refused.err[0].contains("run/2024-wedding.png: "))
    #expect(try names() == own + ["2024-wedding.png", "notes.txt"])
    try FileManager.default.removeItem(atPath: folder + "/2024-wedding.png")
    try FileManager.default.createDirectory(
      atPath: folder + "/2024-wedding.png", withIntermediateDirectories: false)
    #expect(run("1s").status == 1)
    #expect(try names() == own + ["2024-wedding.png", "notes.txt"])
    try FileManager.default.removeItem(atPath: folder + "/2024-wedding.png")

    // A name that a run gave does not make a picture its own.
    _ = try scratch.write("run/0001-boot.png", "mine".utf8)
    #expect(run("1s").status == 1)
    #expect(try String(contentsOfFile: folder + "/0001-boot.png", encoding: .utf8) == "mine")
  }

  @Test func aDumpSaysBeforeHowLargeItWillBe() throws {
    let scratch = try Scratch()
    let path = scratch.path("run.vcd")
    let said = hostsim("run", "--for", "9s", "--vcd", path, "--out", scratch.path("run"))
    #expect(said.status == 0 && said.err.count == 1, "\(said)")
    let words = said.err[0].split(separator: " ")
    let size = try #require(
      FileManager.default.attributesOfItem(atPath: path)[.size] as? Int)
    let about = try #require(words.compactMap { Int($0) }.first) * 1_000_000
    #expect(abs(about - size) < size / 5, "\(said.err): \(size)")
  }

  /// What is in the file is what the firmware reads, byte for byte.
  @Test(arguments: [
    ("bom", [0xEF, 0xBB, 0xBF] + bytes(#"{"title": "T"}"#), "byte 0: expected a value"),
    ("utf16", wide(#"{"title": "T"}"#), "byte 1: expected a member name"),
    ("wrong-type", bytes(#"{"title": 7, "a": 1}"#), "byte 11: title has the wrong type"),
    ("cut", bytes(#"{"title": "T""#), "byte 13: the text ends too early"),
  ])
  func documentsThatAreRefusedFailTheRun(
    _ name: String, _ document: [UInt8], _ reason: String
  ) throws {
    let scratch = try Scratch()
    let path = try scratch.write("\(name).json", document)
    let said = hostsim("run", "--document", path, "--for", "20s", "--out", scratch.path("run"))
    #expect(said.status == 1)
    #expect(said.err == ["hostsim run: \(path): refused: \(reason)"])
    #expect(said.out.contains { $0.contains("now playing: \(reason); next try in ") })
    #expect(said.out.contains { $0.hasSuffix("-badAnswer.png") })
  }

  /// One that is taken is enough.
  @Test func oneGoodDocumentIsARun() throws {
    let scratch = try Scratch()
    let bad = try scratch.write("bad.json", Array("{".utf8))
    let good = try scratch.write("good.json", Array(#"{"title": "T", "is_playing": true}"#.utf8))
    let said = hostsim(
      "run", "--document", bad, "--document", good, "--document", good, "--for", "60s",
      "--out", scratch.path("run"))
    #expect(said.status == 0, "\(said.err)")
    #expect(said.out.contains { $0.contains("works again") })
  }

  /// The members of the picture are left out where no picture is asked for, and nothing else is
  /// touched.
  @Test(arguments: [
    (#"{"a":1,"cover_width":2,"cover_rgb565":"x\"y"}"#, #"{"a":1}"#),
    (#"{ "cover_width" : [1, {"cover_height": 2}] , "a": "}" }"#, #"{"a": "}" }"#),
    (#"{"cover_width":1,"cover_height":2}"#, "{}"),
    (
      #" {"cover_url":"cover_width","title":"\u0041"} "#,
      #" {"cover_url":"cover_width","title":"\u0041"} "#
    ),
    ("{}", "{}"), ("[1,2]", "[1,2]"), ("", ""), (#"{"a""#, #"{"a""#), (#"{"a":1"#, #"{"a":1"#),
  ])
  func aDocumentWithoutItsPicture(_ document: String, _ bare: String) {
    let result = DocumentText.withoutCover(Array(document.utf8))
    #expect(String(decoding: result, as: UTF8.self) == bare)
  }

  private func lastPicture(_ scratch: Scratch) throws -> Picture? {
    let folder = scratch.path("run")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    return try names.last.map { try PictureFile.load(path: folder + "/" + $0) }
  }

  private func expectedPixel(_ color: RGB565) -> (UInt8, UInt8, UInt8) {
    func level(_ value: UInt16, _ steps: UInt16) -> UInt8 {
      UInt8((Int(value) * 510 + Int(steps)) / (2 * Int(steps)))
    }
    return (
      level(color.rawValue >> 11, 31), level(color.rawValue >> 5 & 63, 63),
      level(color.rawValue & 31, 31)
    )
  }
}

private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

/// UTF-16, the low byte first.
private func wide(_ text: String) -> [UInt8] {
  text.utf16.reduce(into: []) { $0 += [UInt8($1 & 0xFF), UInt8($1 >> 8)] }
}
