import Foundation
import Testing

@testable import Firmware
@testable import HostSim

@Suite struct OTACommandTests {
  @Test func anUpdateIsToldAndArrives() throws {
    let bench = try OTABench(byteCount: 9_001)
    let said = bench.ota("--current", "1.0.0")
    try bench.expectArrival(said)
    let count = try operationCount(said)
    #expect(
      said.out == [
        "boots: slot 0, version 1.0.0", "fetching 9001 bytes from https://g.example/i.bin",
        "complete", "restarts", "boots: slot 1, version 1.1.0, on trial", "confirmed",
        "up to date", "flash operations: \(count)", "slot 1 version 1.1.0",
      ])
    // Each page of the image is one, each sector as well; there is more, but not twice as much.
    #expect(count > 36 + 3 && count < 2 * (36 + 3))
  }

  private func operationCount(_ said: Said) throws -> Int {
    let line = try #require(said.out.first { $0.hasPrefix("flash operations: ") })
    return try #require(Int(line.dropFirst("flash operations: ".count)))
  }

  /// After each cut, what runs is a whole image under its own name; the next call arrives.
  @Test func aCutAtAnyOperationIsMadeUpFor() throws {
    let bench = try OTABench()
    let whole = bench.ota("--current", "1.0.0")
    let old = try bench.slot(0, byteCount: 6_000)
    let count = try operationCount(whole)
    var versions: Set<String> = []
    for number in 1...count + 1 {
      try FileManager.default.removeItem(atPath: bench.flash)
      let said = bench.ota("--current", "1.0.0", "--cut-at", "\(number)", "--seed", "\(number)")
      #expect(said.status == 0 && said.err.isEmpty, "cut \(number): \(said)")
      if number > count {
        #expect(said.out == whole.out)
        break
      }
      #expect(said.out.contains("power cut at flash operation \(number)"), "\(said.out)")
      let running = try bench.running(said)
      versions.insert("\(running.version) in \(running.slot)")
      let expected = running.version == "1.0.0" ? old : bench.image
      #expect(try bench.slot(running.slot, byteCount: expected.count) == expected)
      let next = bench.ota(number % 2 == 0 ? ["--current", "1.0.0"] : [])
      try bench.expectArrival(next)
      #expect(try bench.slot(0, byteCount: old.count) == old)
    }
    #expect(versions == ["1.0.0 in 0", "1.1.0 in 1"])
  }

  @Test func aDownloadGoesOnWhereThePowerWasCut() throws {
    let bench = try OTABench(byteCount: 20_000)
    let cut = bench.ota("--cut-at", "70")
    #expect(cut.out.last == "slot 0 version 0.0.0")
    let next = bench.ota()
    try bench.expectArrival(next)
    let rest = [8_192, 12_288, 16_384].map {
      "fetching \(20_000 - $0) of 20000 bytes from https://g.example/i.bin"
    }
    #expect(next.out.contains { rest.contains($0) }, "\(next.out)")
  }

  @Test func aServerWhoseImageIsShorterThanWhatHasComeIsRefused() throws {
    let bench = try OTABench(byteCount: 20_000)
    _ = bench.ota("--current", "1.0.0", "--cut-at", "70")
    _ = try bench.scratch.write("image.bin", bench.image.prefix(5_000))
    let said = bench.ota()
    bench.expectFailure(said, "image too short")
    let line = "failed: the server of the firmware answers with an error, status 416"
    #expect(said.out.contains(line), "\(said.out)")
  }

  @Test func theSameCallLeavesTheSameFile() throws {
    var files: [Data] = []
    for seed in ["7", "7", "8"] {
      let bench = try OTABench()
      let said = bench.ota("--cut-at", "12", "--seed", seed, "--now", "2026-11-20T20:15:00Z")
      #expect(said.status == 0)
      files.append(try Data(contentsOf: URL(fileURLWithPath: bench.flash)))
    }
    #expect(files[0] == files[1])
    #expect(files[0] != files[2])
  }

  @Test func whatRunsAlreadyIsUpToDate() throws {
    let bench = try OTABench()
    try bench.expectArrival(bench.ota())
    for options in [[], ["--current", "0.5.0"]] {
      let said = bench.ota(options)
      try bench.expectArrival(said)
      #expect(try operationCount(said) == 0)
    }
    // Another manifest of the same image is another image, as far as anybody can tell.
    try bench.offer("1.2.0")
    try bench.expectArrival(bench.ota(), slot: 0, version: "1.2.0")
  }

  @Test func updatesChangeSlotsAndSecurityNeverFalls() throws {
    let bench = try OTABench(byteCount: 4_400, "--security-version", "3")
    try bench.expectArrival(bench.ota())
    for (slot, version) in [(0, "1.2.0"), (1, "1.3.0-rc.1"), (0, "1.3.0")] {
      _ = try bench.scratch.write("image.bin", Array(version.utf8) + bench.image)
      try bench.offer(version, ["--security-version", "3"])
      let said = bench.ota()
      #expect(said.status == 0 && said.out.last == "slot \(slot) version \(version)", "\(said)")
    }
    // Even where the bytes are those of the image that runs.
    try bench.offer("2.0.0", ["--security-version", "2"])
    let running = "slot 0 version 1.3.0"
    bench.expectFailure(bench.ota(), "refused: older security version than 3", running: running)
    try bench.offer("2.0.0")
    bench.expectFailure(bench.ota(), "refused: older security version than 3", running: running)
    // What it was named afresh keeps its security version.
    bench.expectFailure(
      bench.ota("--current", "1.9.0"), "older security version than 3",
      running: "slot 0 version 1.9.0")
    try bench.offer("1.8.0", ["--security-version", "9"])
    bench.expectFailure(
      bench.ota(), "refused: not newer than 1.9.0", running: "slot 0 version 1.9.0")
  }

  @Test func imagesThatBeginAlikeAreToldApart() throws {
    let bench = try OTABench()
    for (slot, count) in [(1, 1_000), (0, 2_000), (1, 10_000)] {
      _ = try bench.scratch.write("image.bin", [UInt8](repeating: 0, count: count))
      try bench.offer("1.0.\(count)")
      let said = bench.ota()
      #expect(said.out.last == "slot \(slot) version 1.0.\(count)", "\(said)")
    }
  }
}
