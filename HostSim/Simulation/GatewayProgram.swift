import Firmware

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

  /// What is wrong with the network meanwhile; nil where nothing is.
  var networkTrouble: (_ milliseconds: UInt64) -> NetworkTrouble? = { _ in nil }

  init(answer: @escaping (_ milliseconds: UInt64, _ withCover: Bool) -> GatewayAnswer) {
    self.answer = answer
  }

  /// The documents in turn, around and around, byte for byte.
  init(documents: [[UInt8]]) {
    let bare = documents.map(DocumentText.withoutCover)
    answer = { milliseconds, withCover in
      let index = Int(milliseconds / Self.documentMs) % documents.count
      return .document(withCover ? documents[index] : bare[index])
    }
  }
}
