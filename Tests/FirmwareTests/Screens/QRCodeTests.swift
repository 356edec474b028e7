import Foundation
import Testing

@testable import Firmware
@testable import HostSim

@Suite struct QRCodeTests {
  private static let file = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Golden/qr-codes.txt")

  private static func rows(_ text: String) -> [String] {
    var code = QRCode()
    code.show(Array(text.utf8).span)
    return (0..<code.side).map { y in
      var row: UInt64 = 0
      for x in 0..<code.side { row = row << 1 | (code.isDark(x, y) ? 1 : 0) }
      return String(row, radix: 16)
    }
  }

  /// Each version, filled to its end and with padding.
  @Test func codesAreThoseOfAnotherEncoder() throws {
    let lines = try String(contentsOf: Self.file, encoding: .utf8).split(separator: "\n")
      .filter { !$0.hasPrefix("#") }
    #expect(lines.count == 10)
    for line in lines {
      let parts = line.split(separator: "\t")
      #expect(Self.rows(String(parts[0])) == parts[1].split(separator: " ").map(String.init))
    }
    #expect(Set(lines.map { Self.rows(String($0.split(separator: "\t")[0])).count }).count == 6)
  }

  @Test func whatIsTooLongHasNoCode() {
    #expect(Self.rows(String(repeating: "a", count: 134)).count == 41)
    #expect(Self.rows(String(repeating: "a", count: 135)).isEmpty)
    #expect(Self.rows("").count == 21)
  }

  /// From the glass, where a module has at least two pixels; zbar reads as a telephone does.
  @Test(arguments: ["240×280", "240×240", "135×240", "170×320", "172×320", "240×320"])
  func aReaderReadsTheGlass(_ name: String) throws {
    let panelCase = try #require(PanelCase.all.first { $0.description == name })
    for length in [30, 128] {
      let start = "http://192.168.1.20:8787/setup"
      let url = start + String(repeating: "x", count: length - start.count)
      var fixture = try ScreensFixture(panelCase)
      fixture.content.face = .signIn
      fixture.content.track.helpURL.set(url)
      try fixture.settle(at: fixture.desk.now)
      #expect(try Self.read(fixture.seen()) == url)
    }
  }

  private static func read(_ picture: Picture) throws -> String {
    let path = NSTemporaryDirectory() + "sleeve-\(UUID().uuidString).png"
    try PNGWriter.write(picture, to: path)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["zbarimg", "--quiet", "--raw", path]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let bytes = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .newlines)
  }
}
