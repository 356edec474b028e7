import Encoder
import Firmware
import Foundation
import Testing

@testable import HostSim

/// What `hostsim check` says of the picture in a document.
@Suite struct CheckPictureTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private struct Sent {
    var width: Int
    var height: Int
    var pixels: [UInt16]
    var before = #""cover_id":"c","#
    var after = ""

    var document: String {
      let base64 = Data(RLEEncoder.encode(pixels)).base64EncodedString()
      return "{\(before)\"cover_width\":\(width),\"cover_height\":\(height),"
        + "\"cover_encoding\":\"rle\",\"cover_rgb565\":\"\(base64)\"\(after)}"
    }
  }

  private func sent(_ name: String, _ width: Int = 240, _ height: Int = 240) throws -> Sent {
    let picture = try PictureFile.load(
      path: Self.root.appendingPathComponent("HostSim/Pictures/\(name).png").path)
    return Sent(
      width: width, height: height,
      pixels: CoverEncoder.panelPixels(AreaScaler.scale(picture, width: width, height: height)))
  }

  private func said(_ document: String) throws -> Said {
    let scratch = try Scratch()
    return hostsim("check", try scratch.write("a.json", document.utf8))
  }

  private func warnings(_ document: String) throws -> [String] {
    try said(document).out.filter { $0.contains("warning") }
  }

  @Test func rightCoversAreNeverAccused() throws {
    let covers = Self.root.appendingPathComponent("Tests/Covers")
    let names = try FileManager.default.contentsOfDirectory(atPath: covers.path)
      .filter { $0.hasSuffix(".json") }
    #expect(names.count >= 5)
    for name in names {
      let said = hostsim("check", covers.appendingPathComponent(name).path)
      #expect(said.status == 0)
      #expect(!said.out.contains { $0.contains("guess") }, "\(name): \(said.out)")
    }
    // The sizes of other glasses, and pictures as small as they get.
    for name in ["city", "evening", "panel"] {
      for (width, height) in [(240, 240), (240, 280), (135, 240), (40, 30), (1, 7)] {
        let told = try warnings(try sent(name, width, height).document)
        #expect(!told.contains { $0.contains("guess") }, "\(name) \(width)×\(height): \(told)")
      }
    }
  }

  @Test(arguments: ["city", "evening", "morning"])
  func exchangedBytesAreSeen(_ name: String) throws {
    var sent = try sent(name)
    sent.pixels = sent.pixels.map(\.byteSwapped)
    let told = try warnings(sent.document)
    #expect(told.count == 1)
    #expect(told.first?.contains("the bytes of its pixels seem to be exchanged") == true)
  }

  @Test(arguments: ["city", "evening", "morning"])
  func exchangedSidesAreSeen(_ name: String) throws {
    var sent = try sent(name, 200, 240)
    (sent.width, sent.height) = (sent.height, sent.width)
    let told = try warnings(sent.document)
    #expect(told.count == 1)
    #expect(told.first?.contains("cover_width and cover_height seem to be exchanged") == true)
  }

  /// The likeness of neighbours does not change with the order of the channels: a colour of the
  /// picture is needed to tell.
  @Test func exchangedChannelsAreSeenByTheAccent() throws {
    let orange = [UInt16](repeating: RGB565(red: 240, green: 120, blue: 0).rawValue, count: 6)
    let azure = [UInt16](repeating: RGB565(red: 0, green: 120, blue: 240).rawValue, count: 6)
    let before = ##""cover_id":"c","accent":"#f07800","##
    let right = Sent(width: 2, height: 3, pixels: orange, before: before)
    #expect(try warnings(right.document) == [])
    let wrong = Sent(width: 2, height: 3, pixels: azure, before: before)
    let told = try warnings(wrong.document)
    #expect(told.count == 1)
    #expect(told.first?.contains("red and blue seem to be exchanged (BGR)") == true)
  }

  @Test func aPictureNeedsANameToBeAskedFor() throws {
    let sent = Sent(width: 1, height: 1, pixels: [7], before: "")
    #expect(try warnings(sent.document).contains { $0.contains("the picture has no cover_id") })
    let late = Sent(width: 1, height: 1, pixels: [7], before: "", after: #","cover_id":"c""#)
    let said = try said(late.document)
    #expect(said.status == 1)
    #expect(said.out[0].contains("cover_id must come before cover_rgb565"))
  }

  @Test func theCoverComesLast() throws {
    let sent = Sent(width: 1, height: 1, pixels: [7], after: ",\"title\":\"T\"")
    let document = sent.document
    // Before the brace that ends the document.
    let byte = document.utf8.count - 1 - "\"title\":\"T\"".utf8.count
    let warned = try warnings(document)
    #expect(
      warned == ["  warning at byte \(byte): title follows cover_rgb565, which must come last"])
  }

  @Test func aPictureLargerThanTheGlassIsTold() throws {
    let sent = Sent(width: 1, height: 281, pixels: [UInt16](repeating: 7, count: 281))
    #expect(try warnings(sent.document).contains { $0.contains("do not fit into 240 × 280") })
    let fits = Sent(width: 1, height: 280, pixels: [UInt16](repeating: 7, count: 280))
    #expect(try warnings(fits.document) == [])
  }

  @Test func aBrokenPictureIsRefusedAndTheRestStands() throws {
    let one = Sent(width: 1, height: 2, pixels: [7]).document
    for (document, words) in [
      (one, "fewer pixels than width x height"),
      (one.replacing("AAAH", with: "AA_H"), "the alphabet is that with + and /"),
      (one.replacing("\"rle\"", with: "\"raw\""), "cover_encoding must be rle"),
      (one.replacing(":2,", with: ":321,"), "1 to 320"),
    ] {
      let said = try said(document)
      #expect(said.status == 1)
      #expect(said.out[0].contains(": refused at byte ") && said.out[0].contains(words), "\(said)")
      #expect(said.out.contains { $0.contains("the rest of the answer is shown without it") })
    }
  }

  @Test func onePictureForTwoIsTold() throws {
    let scratch = try Scratch()
    let first = try scratch.write("1", Sent(width: 1, height: 1, pixels: [7]).document.utf8)
    let other = try scratch.write("2", Sent(width: 1, height: 1, pixels: [8]).document.utf8)
    #expect(hostsim("check", first, other).out.contains { $0.contains("a device keeps the one") })
    #expect(!hostsim("check", first, first).out.contains { $0.contains("warning") })
  }
}
