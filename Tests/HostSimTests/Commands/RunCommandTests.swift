import Foundation
import Testing

@testable import Firmware
@testable import HostSim

@Suite struct RunCommandTests {
  @Test func showsTheCoverAndLeavesATraceThatIsEnough() throws {
    let scratch = try Scratch()
    let picture = colourful(240, 240)
    try PNGWriter.write(picture, to: scratch.path("in.png"))
    let said = hostsim(
      "run", "--cover", scratch.path("in.png"), "--for", "10s", "--out", scratch.path("run"),
      "--spi", scratch.path("trace.txt"))
    #expect(said.status == 0, "\(said.err)")
    let last = try #require(try lastPicture(scratch))
    #expect((last.width, last.height) == (240, 280))
    for (x, y) in [(0, 0), (239, 0), (0, 239), (239, 239), (100, 3)] {
      let pixel = picture[x, y]
      let meant = expectedPixel(RGB565(red: pixel.red, green: pixel.green, blue: pixel.blue))
      #expect(last[x, y] == meant)
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
    for name in try FileManager.default.contentsOfDirectory(atPath: scratch.path("run")).sorted() {
      let picture = try PictureFile.load(path: scratch.path("run/\(name)"))
      try expectGolden(picture, String(name.dropLast(4)))
    }
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
