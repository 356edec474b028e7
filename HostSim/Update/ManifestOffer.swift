import Firmware

/// What a manifest says about its image, as a device reads it.
struct ManifestOffer {
  let version: String
  let url: String
  /// 64 hex digits in lower case.
  let sha256: String
  let byteCount: Int
  /// Empty for any board.
  let board: String
  let securityVersion: Int
  /// RFC 3339; empty for ever.
  let expires: String

  init(parsing json: [UInt8]) throws(ManifestError) {
    var reader = ManifestReader()
    try reader.feed(json.span)
    try reader.finish()
    version = reader.members.manifest.version.withBytes { text($0) }
    url = reader.members.manifest.url.withBytes { text($0) }
    sha256 = reader.members.manifest.digest.hex
    byteCount = Int(reader.members.manifest.size)
    board = reader.members.manifest.board.withBytes { text($0) }
    securityVersion = Int(reader.members.manifest.securityVersion ?? 0)
    expires = reader.members.manifest.expires.withBytes { text($0) }
  }

  /// What a bootloader knows of `bytes` once they are installed; nil if they are not the image.
  func image(of bytes: [UInt8]) -> ImageLibrary.Image? {
    guard bytes.count == byteCount, ImageLibrary.sha256(bytes[...]) == sha256 else { return nil }
    return ImageLibrary.Image(
      sha256: sha256, byteCount: byteCount, version: version,
      board: board.isEmpty ? ImageLibrary.hostBoard : board, securityVersion: securityVersion)
  }
}

private func text(_ bytes: Span<UInt8>) -> String {
  String(decoding: bytes.indices.map { bytes[$0] }, as: UTF8.self)
}
