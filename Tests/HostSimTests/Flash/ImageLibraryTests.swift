import Firmware
import Testing

@testable import HostSim

struct ImageLibraryTests {
  @Test func theHashIsTheOneOfTheStandard() {
    // FIPS 180-2, appendix B.1.
    #expect(
      ImageLibrary.sha256(Array("abc".utf8)[...])
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }

  @Test func anImageIsKnownByAllItsBytesAndNoOthers() {
    var random = SeededGenerator(seed: 3)
    let library = ImageLibrary()
    let bytes = random.bytes(100)
    let image = library.add(bytes, version: "1.2.3", board: "esp32c6", securityVersion: 4)
    #expect(image.byteCount == 100)
    #expect(library.image(of: bytes[...]) == image)
    #expect(library.image(of: bytes.dropLast()) == nil)
    #expect(library.image(of: bytes.dropFirst()) == nil)
    #expect(library.image(of: (bytes + [0])[...]) == nil)
    for index in bytes.indices {
      var damaged = bytes
      damaged[index] ^= 1 << (index % 8)
      #expect(library.image(of: damaged[...]) == nil)
      #expect(library.image(atStartOf: damaged[...]) == nil)
    }
  }

  @Test func anImageIsFoundAtTheStartOfItsSlotWhateverItsLength() {
    var random = SeededGenerator(seed: 4)
    let library = ImageLibrary()
    let images = [1, 64, 65, 200].map { count in
      let bytes = random.bytes(count)
      return (bytes: bytes, image: library.add(bytes, version: "\(count)"))
    }
    for (bytes, image) in images {
      let slot = [0xAA] + bytes + random.bytes(200)
      #expect(library.image(atStartOf: slot[1...]) == image)
      #expect(library.image(atStartOf: slot[1..<1 + bytes.count]) == image)
      #expect(library.image(atStartOf: slot[1..<bytes.count]) == nil)
      #expect(library.image(atStartOf: slot[...]) == nil)
    }
    #expect(library.image(atStartOf: []) == nil)
    #expect(ImageLibrary().image(atStartOf: [1, 2, 3]) == nil)
  }

  @Test func theSameBytesAgainReplaceWhatWasSaid() {
    let library = ImageLibrary()
    library.add([1, 2], version: "1.0.0")
    library.add([1, 2], version: "2.0.0", board: "other")
    #expect(library.images.map(\.version) == ["2.0.0"])
    #expect(library.image(of: [1, 2])?.board == "other")
  }

  @Test func theJSONIsTheSameInWhateverOrderImagesCame() throws {
    var random = SeededGenerator(seed: 5)
    let all = (0..<6).map { (bytes: random.bytes(10 + $0), version: "1.\($0).0-\"\\/é") }
    let library = ImageLibrary()
    for (bytes, version) in all { library.add(bytes, version: version, securityVersion: 9) }
    for _ in 0..<5 {
      let other = ImageLibrary()
      for (bytes, version) in all.shuffled(using: &random) {
        other.add(bytes, version: version, securityVersion: 9)
      }
      #expect(other.json == library.json)
    }
    let read = try #require(ImageLibrary(json: library.json))
    #expect(read.images == library.images)
    #expect(read.json == library.json)
    #expect(ImageLibrary(json: ImageLibrary().json)?.images == [])
  }

  @Test func theJSONHasSortedMembers() {
    let library = ImageLibrary()
    library.add(Array("abc".utf8), version: "1.0.0", securityVersion: 2)
    let hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    #expect(
      String(decoding: library.json, as: UTF8.self)
        == #"{"images":[{"board":"sim","security_version":2,"sha256":"\#(hash)","#
        + #""size":3,"version":"1.0.0"}]}"#)
  }

  private static let hash = String(repeating: "0123456789abcdef", count: 4)

  private static func text(
    hash: String = hash, size: String = "3", version: String = "\"1\""
  ) -> String {
    #"{"board":"sim","security_version":0,"sha256":"\#(hash)","size":\#(size),"#
      + #""version":\#(version)}"#
  }

  @Test func aWholeListIsRead() {
    #expect(ImageLibrary(json: Array(#"{"images":[\#(Self.text())]}"#.utf8)) != nil)
  }

  @Test(arguments: [
    "", "{}", "[]", "null", #"{"images":null}"#, #"{"images":{}}"#, #"{"images":[{}]}"#,
    #"{"images":[],"more":[]}"#, #"{"images":[]} x"#,
    #"{"images":[\#(text(hash: hash.uppercased()))]}"#,
    #"{"images":[\#(text(hash: String(hash.dropLast())))]}"#,
    #"{"images":[\#(text(hash: hash + "0"))]}"#, #"{"images":[\#(text(size: "0"))]}"#,
    #"{"images":[\#(text(size: "-1"))]}"#, #"{"images":[\#(text(size: "\"3\""))]}"#,
    #"{"images":[\#(text(version: "null"))]}"#, #"{"images":[\#(text()),\#(text())]}"#,
  ])
  func whatIsNoListIsRefused(_ json: String) {
    #expect(ImageLibrary(json: Array(json.utf8)) == nil)
  }
}
