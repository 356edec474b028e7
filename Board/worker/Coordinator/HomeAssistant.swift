import Firmware

/// A media player of Home Assistant, by its REST API: `GET /api/states/<entity>` with a long-lived
/// access token. Sources: developers.home-assistant.io, "REST API" and "Media player entity".
final class HomeAssistant: Source {
  override var name: StaticString { "homeassistant" }
  private let settings: Settings

  private static let paths: StaticString = """
    state attributes.media_title attributes.media_channel attributes.friendly_name \
    attributes.media_artist attributes.media_album_artist attributes.media_series_title \
    attributes.media_album_name attributes.media_content_id attributes.media_content_type \
    attributes.media_duration attributes.media_position attributes.media_position_updated_at \
    attributes.entity_picture
    """

  init(_ settings: Settings) { self.settings = settings }

  private var isSet: Bool {
    !settings.homeAssistantURL.isEmpty && !settings.homeAssistantToken.isEmpty
      && settings.homeAssistantEntity.hasPrefix("media_player.")
  }

  override func next(_ now: Milliseconds) -> SourceStep {
    guard isSet else {
      return .blocked(
        Problem(
          .setUp,
          "Put Home Assistant's address, a long-lived access token and an entity such as media_player.kitchen into the gateway's settings."
        ))
    }
    var url = settings.homeAssistantURL
    url.append("/api/states/")
    url.append(percentEncoded: settings.homeAssistantEntity)
    return .call(Call(url: url, bearer: settings.homeAssistantToken))
  }

  override func take(
    _ purpose: Call.Purpose, status: Int, _ body: Span<UInt8>, _ now: Milliseconds
  ) -> Outcome {
    switch status {
    case 200:
      guard let json = JSONFields(body, Self.paths), let state = json.text("state") else {
        return .failed(
          Problem(.upstream, "Home Assistant answers in a form that the gateway does not know."))
      }
      return .playback(playback(json, state, now))
    case 401, 403:
      return .failed(
        Problem(
          .setUp,
          "Home Assistant does not take the access token. Make another one in your profile there."))
    case 404:
      return .failed(
        Problem(.setUp, "Home Assistant has no such entity. Copy its name from there."))
    default:
      return .failed(Problem(.upstream, "Home Assistant does not answer as it should."))
    }
  }

  private func playback(_ json: JSONFields, _ state: Bytes, _ now: Milliseconds) -> Playback? {
    let playback = Playback()
    playback.isPlaying = state.equals("playing") || state.equals("buffering")
    guard playback.isPlaying || state.equals("paused") else { return nil }
    playback.title =
      (json.text("attributes.media_title") ?? json.text("attributes.media_channel")
      ?? json.text("attributes.friendly_name"))?.cut(Playback.textBytesMax)
    playback.artist =
      (json.text("attributes.media_artist") ?? json.text("attributes.media_album_artist")
      ?? json.text("attributes.media_series_title"))?.cut(Playback.textBytesMax)
    playback.album = json.text("attributes.media_album_name")?.cut(Playback.textBytesMax)
    let type = json.text("attributes.media_content_type") ?? []
    let isEpisode = type.equals("podcast") || type.equals("episode") || type.equals("tvshow")
    playback.type = isEpisode ? "episode" : "track"
    // Players put addresses with keys there: only what tells one item from another is told.
    var item = json.text("attributes.media_content_id") ?? []
    item.add(0)
    item.add(playback.title ?? [])
    item.add(0)
    item.add(playback.artist ?? [])
    item.add(0)
    item.add(playback.album ?? [])
    playback.trackID.append(hexadecimal: item.hash64, digitCount: 16)
    playback.durationMs = json.number("attributes.media_duration").map { Self.milliseconds($0) }
    playback.progressMs = position(json, playback, now)
    addPicture(json.whole("attributes.entity_picture"), to: playback)
    return playback
  }

  /// Where the player is now: Home Assistant says where it was, and when.
  private func position(
    _ json: JSONFields, _ playback: Playback, _ now: Milliseconds
  ) -> Milliseconds? {
    guard let position = json.number("attributes.media_position") else { return nil }
    var elapsedMs: Milliseconds = 0
    if playback.isPlaying, let text = json.whole("attributes.media_position_updated_at") {
      do throws(DateError) {
        let updated = try Timestamp(parsing: text.span).time
        elapsedMs = max(0, now - Milliseconds(updated.seconds) * 1_000)
      } catch {
        // Then the position is taken for the present one.
      }
    }
    let progress = Self.milliseconds(position) + elapsedMs
    return playback.durationMs.map { min($0, progress) } ?? progress
  }

  /// Home Assistant's seconds, up to a week: see `Limits.itemMs`.
  private static func milliseconds(_ seconds: Milliseconds) -> Milliseconds {
    min(seconds, Milliseconds(Limits.itemMs) / 1_000) * 1_000
  }

  /// A relative address goes through Home Assistant and has a key in it; it names the picture by its
  /// `cache`.
  private func addPicture(_ address: Bytes?, to playback: Playback) {
    guard let address, address.count <= Playback.addressBytesMax else { return }
    let isRelative = address.first == UInt8(ascii: "/")
    guard isRelative || address.hasPrefix("https://") || address.hasPrefix("http://") else {
      return
    }
    var url = isRelative ? settings.homeAssistantURL : []
    url.add(address)
    playback.images = [Playback.Image(url, side: 0)]
    playback.isPicturePublic =
      !isRelative && address.hasPrefix("https://") && !address.contains("token=")
    var id = Self.parameter("cache=", of: address) ?? []
    if id.isEmpty {
      var name = address
      if isRelative {
        // Without a `cache`, another item's picture has the same address.
        if let end = name.index(of: "?") { name.removeLast(name.count - end) }
        name.add(playback.trackID)
      }
      id.append(hexadecimal: name.hash64, digitCount: 16)
    }
    playback.coverID = Playback.identifier(id)
  }

  private static func parameter(_ name: StaticString, of address: Bytes) -> Bytes? {
    guard let start = address.index(of: name) else { return nil }
    var value = Bytes()
    for byte in address[(start + name.utf8CodeUnitCount)...] {
      if byte == UInt8(ascii: "&") || byte == UInt8(ascii: "#") { break }
      value.add(byte)
    }
    return value
  }

  override func describe(to json: inout JSONWriter, _ now: Milliseconds) {
    if case .blocked(let problem) = next(now) {
      json.step("Home Assistant", .missing, problem.text)
    } else {
      json.step("Home Assistant", .done, "Address, access token and entity are there.")
    }
  }
}
