/// What is fed with bytes, and must hold for all of them.
///
/// The same code runs under libFuzzer, in a test on this machine, and where `Int` has 32 bits.
enum FuzzTarget: UInt8, CaseIterable {
  case base64, device, document, font, head, json, manifest, origin, ota, rle, settings, text, time
  case utf8, version
  #if canImport(Encoder) || FUZZ_ENCODER
    case jpeg, png
  #endif

  /// Of its file, its corpus and its program.
  var name: StaticString {
    switch self {
    case .base64: "Base64"
    case .device: "Device"
    case .document: "Document"
    case .font: "Font"
    case .head: "Head"
    case .json: "JSON"
    case .manifest: "Manifest"
    case .origin: "Origin"
    case .ota: "OTA"
    case .rle: "RLE"
    case .settings: "Settings"
    case .text: "Text"
    case .time: "Time"
    case .utf8: "UTF8"
    case .version: "Version"
    #if canImport(Encoder) || FUZZ_ENCODER
      case .jpeg: "JPEG"
      case .png: "PNG"
    #endif
    }
  }

  func run(_ bytes: [UInt8]) {
    switch self {
    case .base64: fuzzBase64(bytes)
    case .device: fuzzDevice(bytes)
    case .document: fuzzDocument(bytes)
    case .font: fuzzFont(bytes)
    case .head: fuzzHead(bytes)
    case .json: fuzzJSON(bytes)
    case .manifest: fuzzManifest(bytes)
    case .origin: fuzzOrigin(bytes)
    case .ota: fuzzOTA(bytes)
    case .rle: fuzzRLE(bytes)
    case .settings: fuzzSettings(bytes)
    case .text: fuzzText(bytes)
    case .time: fuzzTime(bytes)
    case .utf8: fuzzUTF8(bytes)
    case .version: fuzzVersion(bytes)
    #if canImport(Encoder) || FUZZ_ENCODER
      case .jpeg: fuzzJPEG(bytes)
      case .png: fuzzPNG(bytes)
    #endif
    }
  }
}

/// Stops the run with the input that led here.
func require(_ condition: Bool, _ what: StaticString) {
  if !condition { stopFuzzing(what) }
}
