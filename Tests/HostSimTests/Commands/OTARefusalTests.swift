import Foundation
import Testing

@testable import Firmware
@testable import HostSim

/// What `hostsim ota` does not install, and what it says.
@Suite struct OTARefusalTests {
  /// Runs an old image and lets `bench` fail, whose old image is untouched then.
  private func expectRefusal(_ bench: OTABench, _ part: String, _ options: String...) throws {
    let said = bench.ota(["--current", "1.0.0"] + options)
    bench.expectFailure(said, part)
    let old = try bench.slot(0, byteCount: 24)
    #expect(old.starts(with: "Sleeve 1.0.0 for sim\n".utf8))
    #expect(said.out.contains { $0.hasPrefix("flash operations: ") })
  }

  @Test func whatTheManifestSaysIsWeighed() throws {
    let time = "2026-11-20T20:15:00Z"
    for (version, options, part) in [
      ("1.0.0", [], "refused: not newer than 1.0.0"),
      ("1.0.0+build", [], "refused: not newer than 1.0.0"),
      ("1.1.0", ["--board", "esp32c6"], "refused: for another board, esp32c6"),
      ("1.1.0", ["--expires", time], "refused: expired at \(time)"),
      ("1.1.0", ["--rollout", "0"], "refused: not this device's turn yet"),
    ] as [(String, [String], String)] {
      let bench = try OTABench()
      try bench.offer(version, options)
      try expectRefusal(bench, "\(bench.manifest): \(part)", "--now", "2026-11-20T20:15:01Z")
      #expect(try bench.slot(1, byteCount: 64) == [UInt8](repeating: 0xFF, count: 64))
    }
  }

  @Test func itIsAsLateAsThisMachineSaysUnlessToldOtherwise() throws {
    let bench = try OTABench(byteCount: 100, "--expires", "2026-01-01T00:00:00Z")
    try expectRefusal(bench, "expired at 2026-01-01T00:00:00Z")
    try bench.expectArrival(bench.ota("--now", "2025-12-31T23:00:00Z"))
    try bench.offer("1.2.0", ["--expires", "9999-01-01T00:00:00Z"])
    try bench.expectArrival(bench.ota(), slot: 0, version: "1.2.0")
  }

  /// The share that takes part is the same one for the same device.
  @Test func devicesTakeTheirTurn() throws {
    var shares: [String: Int] = [:]
    for deviceID in ["sim", "kitchen-1"] {
      let shareMin = try #require(
        (1...100).first { share in
          let hash = ImageLibrary.sha256(Array("\(deviceID)1.1.0".utf8)[...])
          // The remainder of a long number, digit by digit.
          return hash.reduce(0) { ($0 * 16 + $1.hexDigitValue!) % 100 } < share
        })
      shares[deviceID] = shareMin
      let bench = try OTABench(byteCount: 100, "--rollout", "\(shareMin - 1)")
      let options = deviceID == "sim" ? [] : ["--device-id", deviceID]
      bench.expectFailure(
        bench.ota(options), "refused: not this device's turn yet", running: "slot 0 version 0.0.0")
      try bench.offer("1.1.0", ["--rollout", "\(shareMin)"])
      try bench.expectArrival(bench.ota(options))
    }
    #expect(shares["sim"] != shares["kitchen-1"])
  }

  @Test func whatTheServerSendsIsHeldAgainstTheManifest() throws {
    let bench = try OTABench()
    var other = bench.image
    other[4_321] ^= 1
    let hash = ImageLibrary.sha256(other[...])
    for (bytes, part) in [
      (other, "refused: wrong hash: \(bench.imagePath) has the SHA-256 \(hash)"),
      (other.dropLast(), "refused: image too short: \(bench.imagePath) has 4399 bytes"),
      (other + [0], "refused: image too long: \(bench.imagePath) has 4401 bytes instead of 4400"),
      ([], "refused: image too short"),
    ] as [([UInt8], String)] {
      _ = try bench.scratch.write("image.bin", bytes)
      try expectRefusal(bench, part)
    }
    // It was the server's fault, so that the right image is still welcome.
    _ = try bench.scratch.write("image.bin", bench.image)
    try bench.expectArrival(bench.ota())
  }

  @Test func whatIsLargerThanTheSlotIsNotFetched() throws {
    let bench = try OTABench()
    try bench.edit(#""size": 4400"#, #""size": 1507329"#)
    try expectRefusal(bench, "refused: larger than the slot, which holds 1507328 bytes")
  }

  @Test func anImageThatFailedTooOftenIsGivenUp() throws {
    let bench = try OTABench()
    let wrong = bench.image.reversed()
    _ = try bench.scratch.write("image.bin", wrong)
    for _ in 0..<3 { try expectRefusal(bench, "refused: wrong hash") }
    _ = try bench.scratch.write("image.bin", bench.image)
    try expectRefusal(bench, "refused: failed before")
    try bench.offer("1.1.1")
    try bench.expectArrival(bench.ota(), version: "1.1.1")
  }

  @Test func withAKeyOnlyWhatIsSignedIsTaken() throws {
    let bench = try OTABench(byteCount: 100)
    let key = try KeyFiles(bench.scratch, "key")
    let next = try KeyFiles(bench.scratch, "next")
    let keyOption = ["--public-key", key.publicPath]
    let both = ["--public-key", next.publicPath] + keyOption
    let nextID = try PublicKey(pem: next.publicPEM).id
    func expectRefusal(_ part: String, _ options: [String]) {
      bench.expectFailure(
        bench.ota(options), "refused: \(part)", running: "slot 0 version 0.0.0")
    }
    expectRefusal("not signed", keyOption)
    try bench.offer("1.1.0", ["--sign-key", next.privatePath])
    expectRefusal("signed with an unknown key", keyOption)
    expectRefusal("wrong signature", ["--public-key", "\(nextID)=\(key.publicPath)"])
    try bench.expectArrival(bench.ota(both))
    try bench.offer("1.2.0", ["--sign-key", key.privatePath])
    try bench.edit(#""version": "1.2.0""#, #""version": "1.3.0""#)
    bench.expectFailure(
      bench.ota(both), "refused: wrong signature", running: "slot 1 version 1.1.0")
    try bench.edit(#""version": "1.3.0""#, #""version": "1.2.0""#)
    try bench.expectArrival(bench.ota(both), slot: 0, version: "1.2.0")
  }

  @Test func badManifestsAreNamedByMemberAndByte() throws {
    for (part, replacement, complaint) in [
      (#""1.1.0""#, #""1.1""#, "version: not a version of SemVer 2.0.0"),
      (#""https:"#, #""http:"#, "url: not an https URL with a host"),
      (#""size": 4400"#, #""size": "4400""#, "size: a value of another type"),
      (#""size": 4400"#, #""sizes": 4400"#, "size: required, but absent"),
      ("{", "[{", "not an object"), ("}", "", "the text ends too early"),
    ] {
      let bench = try OTABench()
      try bench.edit(part, replacement)
      let line = bench.ota("--current", "1.0.0").err.first ?? ""
      let match = line.wholeMatch(of: /hostsim ota: (.*): at byte ([0-9]+): (.*)/)
      #expect(match.map { "\($0.1)" } == bench.manifest, "\(line)")
      #expect(match.map { "\($0.3)" } == complaint, "\(line)")
      let size = try Data(contentsOf: URL(fileURLWithPath: bench.manifest)).count
      #expect((0...size).contains(match.flatMap { Int($0.2) } ?? -1), "\(line)")
      try expectRefusal(bench, complaint)
    }
  }

  @Test func filesThatCannotBeUsedAreNamed() throws {
    let bench = try OTABench(byteCount: 100)
    for path in [bench.manifest, bench.imagePath] {
      let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
      try FileManager.default.removeItem(atPath: path)
      bench.expectFailure(bench.ota(), "\(path): cannot read: ", running: nil)
      try bytes.write(to: URL(fileURLWithPath: path))
    }
    bench.expectFailure(
      bench.ota("--public-key", bench.imagePath), "image.bin: at byte 100: no PUBLIC KEY",
      running: nil)
    #expect(!bench.scratch.exists("FLASH.bin"))
    try bench.expectArrival(bench.ota())
    let whole = try Data(contentsOf: URL(fileURLWithPath: bench.flash))
    for (bytes, part) in [
      (whole.prefix(4_194_303), "at byte 4194303: the file ends"), (Data(), "at byte 0: "),
      (whole.dropLast(), "at byte 4194304: not a list of images"),
      (whole + Data(count: 1 << 20), "longer than 5242880 bytes"),
      (whole.prefix(4_194_304), "nothing boots: neither at byte 131072 nor at byte 1638400"),
    ] {
      _ = try bench.scratch.write("FLASH.bin", bytes)
      let said = bench.ota()
      #expect(said.status == 1 && said.err.count == 1)
      #expect(said.err.first?.contains("\(bench.flash): \(part)") == true, "\(said.err)")
      // What is not a flash is left alone.
      #expect(try Data(contentsOf: URL(fileURLWithPath: bench.flash)).count == bytes.count)
    }
    let said = hostsim(
      "ota", bench.manifest, "--image", bench.imagePath, "--flash", bench.scratch.path("no/F.bin"))
    bench.expectFailure(said, "no/F.bin: cannot write: ", running: "slot 1 version 1.1.0")
  }

  @Test func wrongUsageIsStatus2() throws {
    let words = ["ota", "m.json", "--image", "i.bin", "--flash", "f.bin"]
    for (call, part) in [
      (["ota", "--image", "i.bin", "--flash", "f.bin"], "MANIFEST.json is missing"),
      (words + ["more"], "one MANIFEST.json only"), (Array(words.dropLast(2)), "--flash"),
      (["ota", "m.json", "--flash", "f.bin"], "--image"),
      (words + ["--cut-at", "0"], "--cut-at"), (words + ["--cut-at", "-1"], "--cut-at"),
      (words + ["--cut-at", "two"], "--cut-at"), (words + ["--cut-at"], "--cut-at"),
      (words + ["--current", "1.0"], "--current"), (words + ["--current", ""], "--current"),
      (words + ["--current", "1.0.0-" + String(repeating: "a", count: 59)], "--current"),
      (words + ["--seed", "x"], "--seed"), (words + ["--now", "today"], "--now"),
      (words + ["--device-id", "a b"], "--device-id"),
      (words + ["--device-id", ""], "--device-id"),
      (words + ["--public-key", "=k.pem"], "--public-key"),
      (words + ["--public-key", "k="], "--public-key"), (words + ["--slot", "1"], "--slot"),
      (words + ["--cut-at", "1", "--cut-at", "2"], "--cut-at"),
    ] {
      let said = hostsim(call)
      #expect(said.status == 2 && said.out.isEmpty, "\(call)")
      let text = said.err.joined(separator: "\n")
      #expect(text.hasPrefix("hostsim ota: \(part)") || text.contains(part), "\(text)")
      #expect(text.contains("usage: hostsim ota MANIFEST.json --image FILE"), "\(text)")
    }
  }
}
