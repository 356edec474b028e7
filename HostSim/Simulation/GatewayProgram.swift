import Firmware
import Foundation

/// What a gateway has for the updater: the manifest, and what it sends as the image.
struct GatewayFirmware {
  let manifest: [UInt8]
  let image: [UInt8]
}

/// What a gateway answers, and when.
struct GatewayProgram {
  /// 2026-11-20 20:15 UTC, when every run begins.
  static let epochMs = 1_795_205_700_000
  /// How long each document of a list is answered.
  private static let documentMs: UInt64 = 20_000

  /// - Parameters:
  ///   - milliseconds: Since the start of the run.
  ///   - withCover: Whether the picture is asked for.
  let answer: (_ milliseconds: UInt64, _ withCover: Bool) -> GatewayAnswer

  /// What firmware is offered meanwhile; nil for none.
  var firmware: (_ milliseconds: UInt64) -> GatewayFirmware? = { _ in nil }

  init(answer: @escaping (_ milliseconds: UInt64, _ withCover: Bool) -> GatewayAnswer) {
    self.answer = answer
  }

  /// The documents in turn, around and around.
  init(documents: [[UInt8]]) {
    let bare = documents.map(Self.withoutCover)
    answer = { milliseconds, withCover in
      let index = Int(milliseconds / Self.documentMs) % documents.count
      return .document(withCover ? documents[index] : bare[index])
    }
  }

  /// The document without the members of the picture; one that is no object stays as it is.
  private static func withoutCover(_ document: [UInt8]) -> [UInt8] {
    let object = try? JSONSerialization.jsonObject(with: Data(document))
    guard var members = object as? [String: Any] else { return document }
    for name in ["cover_width", "cover_height", "cover_encoding", "cover_rgb565"] {
      members[name] = nil
    }
    let bare = try? JSONSerialization.data(withJSONObject: members, options: .sortedKeys)
    return bare.map { [UInt8]($0) } ?? document
  }
}
