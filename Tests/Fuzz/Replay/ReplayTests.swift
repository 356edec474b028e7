import Foundation
import Testing

/// What the fuzzers have found holds, on this machine. `make qemu-virt-fuzz` has it hold where `Int`
/// has 32 bits.
@Suite struct ReplayTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Corpus")

  private static func inputs(_ target: FuzzTarget) throws -> [[UInt8]] {
    let packed = Array(
      try Data(contentsOf: folder.appendingPathComponent("\(target.name).corpus")))
    var inputs: [[UInt8]] = []
    var place = 0
    while place < packed.count {
      let end = place + 2 + Int(packed[place]) + Int(packed[place + 1]) << 8
      inputs.append(Array(packed[place + 2..<end]))
      place = end
    }
    return inputs
  }

  @Test(arguments: FuzzTarget.allCases) func theCorpusHolds(_ target: FuzzTarget) throws {
    let inputs = try Self.inputs(target)
    #expect(!inputs.isEmpty)
    for input in inputs { target.run(input) }
  }

  @Test func corporaAreSmallAndEachHasATarget() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    #expect(Set(files) == Set(FuzzTarget.allCases.map { "\($0.name).corpus" }))
    let sizes = try files.map { try Data(contentsOf: Self.folder.appendingPathComponent($0)).count }
    #expect(sizes.reduce(0, +) < 300_000)
  }
}

func stopFuzzing(_ what: StaticString) -> Never { fatalError("\(what)") }
