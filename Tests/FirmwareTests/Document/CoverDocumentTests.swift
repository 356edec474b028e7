import Foundation
import Testing

@testable import Firmware

/// The documents of `Tests/Covers`, whole, through the reader.
struct CoverDocumentTests {
  private static let names = ["flat", "illustration", "mid", "photo", "worst"]

  private static func document(_ name: String) throws -> [UInt8] {
    let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return Array(try Data(contentsOf: tests.appending(path: "Covers/\(name).json")))
  }

  /// The picture as Foundation and the model see it.
  private static func model(_ document: [UInt8]) throws -> CoverModel {
    let object = try JSONSerialization.jsonObject(with: Data(document)) as? [String: Any]
    let text = try #require(object?["cover_rgb565"] as? String)
    return CoverModel(Array(text.utf8), Size(width: 240, height: 240))
  }

  @Test(arguments: names)
  func theyDecodeToWhatTheModelSees(name: String) throws {
    let document = try Self.document(name)
    let model = try Self.model(document)
    #expect(model.failure == nil)
    for step in [1, 512, document.count] {
      let run = DocumentRun(document, cuts: regularCuts(document.count, every: step))
      #expect(run.outcome.error == nil)
      #expect(run.outcome.coverSize == Size(width: 240, height: 240))
      #expect(run.pixels == model.pixels, "\(step) at a time")
    }
  }
}
