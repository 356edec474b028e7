import Foundation
import Testing

@testable import HostSim

@Suite struct CommandTests {
  @Test func helpIsAResult() {
    for words in [
      ["--help"], ["run", "--help"], ["ota", "--help"], ["decode", "-h"], ["json", "x", "--help"],
    ] {
      var out: [String] = []
      let console = Console(out: { out.append($0) }, err: { Issue.record("\($0)") })
      #expect(Tool.run(words, console) == 0)
      #expect(out.joined().contains("usage: hostsim"))
    }
  }

  @Test(arguments: [
    [], ["paint"], ["json"], ["json", "--chunk", "0", "x"], ["json", "--chunk"],
    ["json", "--chunk", "1", "--chunk", "2", "x"], ["decode"], ["decode", "--out", "y"],
    ["decode", "a", "b", "--out", "y"], ["encode"], ["encode", "x", "--width", "321"],
    ["encode", "x", "--height", "zwölf"], ["encode", "x", "--depth", "8"],
    ["encode", "x", "--quality", "0"], ["encode", "x", "--quality", "10001"],
    ["encode", "x", "--lossless=1"], ["encode", "x", "--lossless", "--quality", "50"],
    ["run", "extra"], ["run", "--for", "90"], ["run", "--for", "-1s"], ["run", "--seed", "x"],
    ["run", "--document"], ["run", "--document", "a", "--cover", "b"], ["run", "--vcd", "x"],
  ]) func wrongUsageIsStatus2AndSaysHow(_ words: [String]) {
    var err: [String] = []
    let console = Console(out: { Issue.record("\($0)") }, err: { err.append($0) })
    #expect(Tool.run(words, console) == 2)
    #expect(err.joined().contains("usage: hostsim"))
  }

  @Test func jsonGivesAVerdictForEachFile() throws {
    let scratch = try Scratch()
    let good = try scratch.write("good.json", #"{"a": [1, true, "é"]}"#.utf8)
    let bad = try scratch.write("bad.json", #"{"a": [1, tru, "é"]}"#.utf8)
    let short = try scratch.write("short.json", #"{"a": "#.utf8)
    let binary = try scratch.write("binary", [0x22, 0xFF, 0x00])
    for chunk in ["1", "3", "512", "4096"] {
      let said = hostsim("json", "--chunk", chunk, good, bad, short, binary)
      #expect(said.status == 1)
      #expect(
        said.out == [
          "\(good): valid, an object of 1 member, 22 bytes",
          "\(bad): invalid at byte 13: expected 'true', 'false' or 'null'",
          "\(short): invalid at byte 6: the text ends too early",
          "\(binary): invalid at byte 1: malformed UTF-8",
        ])
    }
    #expect(hostsim("json", good).status == 0)
    let missing = hostsim("json", scratch.path("none"), good)
    #expect(missing.status == 1)
    #expect(missing.out == ["\(good): valid, an object of 1 member, 22 bytes"])
    #expect(missing.err.first?.contains("none") == true)
  }

  @Test(arguments: [
    ("[]", "an array of 0 elements, 2 bytes"), (" [1]", "an array of 1 element, 4 bytes"),
    (#"{"a": {"b": [1, 2]}, "c": [{}]}"#, "an object of 2 members, 31 bytes"),
    (#"["a", {"b": "c"}, null, [[]]]"#, "an array of 4 elements, 29 bytes"),
    (#""a""#, "a string, 3 bytes"), ("7", "a number, 1 byte"), ("true", "true, 4 bytes"),
  ]) func jsonSaysWhatAFileHolds(_ text: String, _ value: String) throws {
    let scratch = try Scratch()
    let path = try scratch.write("a.json", text.utf8)
    #expect(hostsim("json", path).out == ["\(path): valid, \(value)"])
  }

  @Test func decodeSaysWhatThePictureTakes() throws {
    let scratch = try Scratch()
    var picture = Picture(width: 16, height: 8)
    for x in 0..<16 { picture[x, 7] = (UInt8(x * 16), 0, 0) }
    let cover = CoverEncoder.encode(picture, width: 16, height: 8)
    let text = NowPlayingDocument(
      title: nil, artist: nil, album: nil, cover: cover, serverTimeMilliseconds: 1)
    let path = try scratch.write("doc.json", text.json(withCover: true).utf8)
    let said = hostsim("decode", path)
    // A run of 7 rows and the first pixel after them, which is black too; then 15 that differ.
    let size = "\(path): 16 x 8 pixels in 2 packets, 34 bytes, 13 % of the pixels' own; about "
    #expect(said.status == 0 && said.err.isEmpty)
    #expect(said.out.count == 1 && said.out[0].hasPrefix(size), "\(said.out)")
    #expect(said.out[0].hasSuffix(" instructions on the device, 4.9 per pixel"), "\(said.out)")
    #expect(scratch.names == ["doc.json"])
  }

  @Test func encodeAndDecodeGiveThePictureBack() throws {
    let scratch = try Scratch()
    for (width, height) in [(240, 240), (1, 1), (240, 280), (37, 211)] {
      let picture = colourful(width, height)
      try PNGWriter.write(picture, to: scratch.path("in.png"))
      let said = hostsim(
        "encode", scratch.path("in.png"), "--width", "\(width)", "--height", "\(height)",
        "--lossless", "--title", "Grüße \"aus\" 東京")
      #expect(said.status == 0)
      let document = try scratch.write("doc.json", said.out.joined().utf8)
      for chunk in ["1", "7", "512"] {
        let decoded = hostsim("decode", document, "--chunk", chunk, "--out", scratch.path("a.png"))
        #expect(decoded.status == 0, "\(decoded.err)")
        #expect(try PictureFile.load(path: scratch.path("a.png")) == rounded(picture))
      }
    }
  }

  @Test func encodeSaysWhatThePictureTakesAndHowNearItComes() throws {
    let scratch = try Scratch()
    var picture = Picture(width: 120, height: 60)
    for x in 0..<120 {
      for y in 0..<60 { picture[x, y] = (UInt8(2 * x), UInt8(4 * y), UInt8(x * y % 40)) }
    }
    try PNGWriter.write(picture, to: scratch.path("in.png"))
    let lossy = hostsim("encode", scratch.path("in.png"), "--verbose")
    let size = "\(scratch.path("in.png")): 240 x 120 pixels, "
    #expect(lossy.err.count == 1 && lossy.err[0].hasPrefix(size) && lossy.err[0].hasSuffix(" dB"))
    #expect(lossy.out[0].contains("\"accent\":\"#") && lossy.out[0].hasSuffix("\"}"))
    let lossless = hostsim("encode", scratch.path("in.png"), "--verbose", "--lossless")
    #expect(lossless.err[0].hasSuffix(" in base64, every pixel as it is"), "\(lossless.err)")
    #expect(lossy.out[0].utf8.count < lossless.out[0].utf8.count)
    let coarser = hostsim("encode", scratch.path("in.png"), "--quality", "500")
    #expect(coarser.out[0].utf8.count < lossy.out[0].utf8.count)
    #expect(hostsim("encode", scratch.path("in.png")).err.isEmpty)
  }

  @Test func decodeRefusesWhatIsLargerThanTheGlass() throws {
    let scratch = try Scratch()
    for (width, height) in [(241, 10), (10, 281), (320, 320)] {
      try PNGWriter.write(colourful(width, height), to: scratch.path("in.png"))
      let said = hostsim(
        "encode", scratch.path("in.png"), "--width", "\(width)", "--height", "\(height)")
      let document = try scratch.write("doc.json", said.out.joined().utf8)
      let decoded = hostsim("decode", document, "--out", scratch.path("a.png"))
      #expect(decoded.status == 1)
      #expect(decoded.err.count == 1)
      #expect(decoded.err[0].contains("larger than the glass"))
      #expect(!scratch.exists("a.png"))
    }
  }

  /// One flipped byte anywhere: the same picture, another one, or one line and no file.
  @Test func decodeStandsFlippedBytes() throws {
    let scratch = try Scratch()
    let picture = colourful(12, 9)
    let cover = CoverEncoder.encode(picture, width: 12, height: 9)
    let text = NowPlayingDocument(
      title: "T", artist: nil, album: nil, cover: cover, serverTimeMilliseconds: 1
    ).json(withCover: true)
    let document = Array(text.utf8)
    var random = SeededGenerator(seed: 5)
    var (same, other, refused) = (0, 0, 0)
    for index in stride(from: 0, to: document.count, by: 5) {
      var flipped = document
      flipped[index] ^= UInt8.random(in: 1...255, using: &random)
      let path = try scratch.write("flipped.json", flipped)
      let said = hostsim("decode", path, "--out", scratch.path("a.png"))
      if said.status == 0 {
        let seen = try PictureFile.load(path: scratch.path("a.png"))
        if seen == rounded(picture) { same += 1 } else { other += 1 }
        try FileManager.default.removeItem(atPath: scratch.path("a.png"))
      } else {
        #expect(said.status == 1)
        #expect(said.err.count == 1)
        #expect(said.err[0].contains("byte "))
        refused += 1
      }
      #expect(!scratch.names.contains { $0.hasSuffix(".png") || $0.hasSuffix(".tmp") })
    }
    #expect(same > 0 && other > 0 && refused > 0, "\(same) \(other) \(refused)")
  }

  @Test func badPicturesAreOneLine() throws {
    let scratch = try Scratch()
    for (name, bytes) in [
      ("empty.png", []), ("text.jpg", Array("hello".utf8)),
      ("short.png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0]),
    ] as [(String, [UInt8])] {
      let path = try scratch.write(name, bytes)
      let said = hostsim("encode", path)
      #expect(said.status == 1)
      #expect(said.out.isEmpty)
      #expect(said.err.count == 1 && said.err[0].contains(name) && !said.err[0].contains("\n"))
    }
  }

  /// `picture` as a panel with 16-bit colours can show it.
  private func rounded(_ picture: Picture) -> Picture {
    var result = picture
    for (index, byte) in picture.rgb.enumerated() {
      let steps = index % 3 == 1 ? 63 : 31
      let level = (Int(byte) * steps * 2 + 255) / 510
      result.rgb[index] = UInt8((level * 510 + steps) / (2 * steps))
    }
    return result
  }
}
