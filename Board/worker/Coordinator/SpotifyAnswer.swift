import Firmware

/// The body of an answer to "Get Currently Playing Track".
///
/// What has another shape than documented makes the whole answer unreadable: better the last known
/// item, and a word that something is wrong, than half an item.
struct SpotifyAnswer {
  /// Nil: nothing plays.
  private(set) var playback: Playback?
  /// Pictures may be at addresses without TLS, where the service is one of a test.
  private let allowsHTTP: Bool

  private static let paths: StaticString = """
    is_playing currently_playing_type progress_ms item item.id item.uri item.name item.is_local \
    item.duration_ms item.artists[].name item.album.name item.album.images[] \
    item.album.images[].url item.album.images[].width item.show.name item.images[] \
    item.images[].url item.images[].width item.external_urls.spotify
    """

  init?(_ body: Span<UInt8>, allowsHTTP: Bool) {
    self.allowsHTTP = allowsHTTP
    guard let json = JSONFields(body, Self.paths), let isPlaying = json.bool("is_playing") else {
      return nil
    }
    let kind = json.text("currently_playing_type") ?? []
    let playback = Playback()
    playback.isPlaying = isPlaying
    playback.progressMs = json.number("progress_ms")
    if json.isAbsent("item") {
      // An advertisement, or what Spotify itself calls unknown, has no item.
      let isAd = kind.equals("ad")
      guard isPlaying, isAd || kind.equals("unknown") else { return }
      playback.type = isAd ? "ad" : "unknown"
      playback.trackID = kind
    } else if !readItem(json, kind, into: playback) {
      return nil
    }
    self.playback = playback
  }

  /// Whether it could be read.
  private func readItem(_ json: JSONFields, _ kind: Bytes, into playback: Playback) -> Bool {
    guard let title = json.text("item.name"), let durationMs = json.number("item.duration_ms")
    else { return false }
    playback.title = title.cut(Playback.textBytesMax)
    playback.durationMs = durationMs
    // A local file has a URI only.
    playback.trackID = Playback.identifier(
      json.whole("item.id") ?? json.whole("item.uri") ?? title)
    playback.album = json.text("item.album.name")?.cut(Playback.textBytesMax)
    playback.itemURL = address(json.whole("item.external_urls.spotify"))
    if kind.equals("episode") {
      playback.type = "episode"
      playback.artist = artist(json, "item.show.name")
      playback.images = images(json, "item.images[]", "item.images[].url", "item.images[].width")
    } else {
      if json.bool("item.is_local") == true { playback.type = "local" }
      playback.artist = artist(json, "item.artists[].name")
      playback.images = images(
        json, "item.album.images[]", "item.album.images[].url", "item.album.images[].width")
    }
    // Addresses end in the picture's name; the widest one's stands for all sizes.
    if let image = playback.image(for: .max) { playback.coverID = lastPart(image.url) }
    return true
  }

  private func artist(_ json: JSONFields, _ path: StaticString) -> Bytes? {
    json.list(path, limit: Playback.textBytesMax)?.cut(Playback.textBytesMax)
  }

  private func images(
    _ json: JSONFields, _ place: StaticString, _ url: StaticString, _ width: StaticString
  ) -> [Playback.Image] {
    var images: [Playback.Image] = []
    json.forEachElement(place) { image in
      guard images.count < Playback.imagesMax, let address = address(image.whole(url)) else {
        return
      }
      images.append(Playback.Image(address, side: image.number(width) ?? 0))
    }
    return images
  }

  private func address(_ address: Bytes?) -> Bytes? {
    guard let address, address.count <= Playback.addressBytesMax else { return nil }
    return address.hasPrefix("https://") || allowsHTTP && address.hasPrefix("http://")
      ? address : nil
  }

  private func lastPart(_ address: Bytes) -> Bytes {
    var part = Bytes()
    for byte in address {
      if byte == UInt8(ascii: "/") { part.removeLast(part.count) } else { part.add(byte) }
    }
    return Playback.identifier(part.isEmpty ? address : part)
  }
}
