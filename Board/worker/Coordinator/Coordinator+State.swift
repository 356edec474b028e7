import Firmware

/// What outlives a restart: the sign-in, the calls made, what the service demands, and what played.
extension Coordinator {
  func state(_ now: Milliseconds) -> Bytes {
    var json = JSONWriter()
    json.beginObject()
    json.member("version", 1)
    json.member("saved_at", now)
    json.member("source", source.name)
    source.write(to: &json)
    json.member("call", callNumber)
    json.member("last_call_at", schedule.lastCallAt)
    json.member("not_before", schedule.notBefore)
    json.member("wait_until", schedule.waitUntil)
    json.member("is_quota", problem?.kind == .quota)
    budget.write(to: &json)
    devices.write(to: &json)
    json.member("known_at", knownAt)
    if let known {
      json.name("known")
      known.write(to: &json)
    }
    json.endObject()
    return json.bytes
  }

  private static let paths: StaticString = """
    version saved_at source call last_call_at not_before wait_until is_quota calls_until calls[] \
    known_at known
    """

  /// Takes over what `state` wrote. What cannot be read is as if it had never been.
  mutating func restore(_ state: Span<UInt8>, _ now: Milliseconds) {
    if state.count == 0 { return }
    guard let json = JSONFields(state, Self.paths), json.number("version") == 1 else {
      log("what was stored cannot be read, and is left: sign in again")
      return
    }
    lastNow = min(json.number("saved_at") ?? now, .latest)
    callNumber = json.number("call") ?? 0
    devices.restore(state)
    budget.restore(json, now)
    let lastCallAt = min(json.number("last_call_at") ?? 0, lastNow)
    schedule.restore(lastCallAt: lastCallAt, startsAt: lastCallAt + Self.callMs)
    // What another source demanded and answered says nothing of this one.
    guard let name = json.text("source"), name.equals(source.name) else { return }
    source.restore(state)
    schedule.stretchMs = budget.interval(now)
    schedule.notBefore = min(json.number("not_before") ?? 0, .latest)
    schedule.waitUntil = min(json.number("wait_until") ?? 0, .latest)
    if json.bool("is_quota") == true, schedule.waitUntil > lastNow {
      report(Self.quota(until: schedule.waitUntil))
    }
    knownAt = min(json.number("known_at") ?? 0, lastNow)
    if !json.isAbsent("known") { known = Playback(state) }
  }
}

extension Playback {
  func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("type", type)
    json.member("is_playing", isPlaying)
    json.member("track_id", trackID)
    json.member("title", title)
    json.member("artist", artist)
    json.member("album", album)
    json.member("progress_ms", progressMs)
    json.member("duration_ms", durationMs)
    json.member("cover_id", coverID)
    json.member("is_public", isPicturePublic)
    json.member("item_url", itemURL)
    json.name("images")
    json.beginArray()
    for image in images {
      json.beginObject()
      json.member("url", image.url)
      json.member("side", image.side)
      json.endObject()
    }
    json.endArray()
    json.endObject()
  }

  private static let paths: StaticString = """
    known.type known.is_playing known.track_id known.title known.artist known.album \
    known.progress_ms known.duration_ms known.cover_id known.is_public known.item_url \
    known.images[] known.images[].url known.images[].side
    """

  /// What `write` wrote as `known`.
  convenience init?(_ state: Span<UInt8>) {
    guard let json = JSONFields(state, Self.paths) else { return nil }
    self.init()
    let kind = json.text("known.type") ?? []
    if kind.equals("episode") {
      type = "episode"
    } else if kind.equals("ad") {
      type = "ad"
    } else if kind.equals("local") {
      type = "local"
    } else if !kind.equals("track") {
      type = "unknown"
    }
    isPlaying = json.bool("known.is_playing") == true
    trackID = json.text("known.track_id") ?? []
    title = json.text("known.title")
    artist = json.text("known.artist")
    album = json.text("known.album")
    progressMs = json.number("known.progress_ms")
    durationMs = json.number("known.duration_ms")
    coverID = json.whole("known.cover_id")
    // A picture's address may have a key in it: it is public only where that was said.
    isPicturePublic = json.bool("known.is_public") == true
    itemURL = json.whole("known.item_url")
    json.forEachElement("known.images[]") { image in
      guard images.count < Self.imagesMax, let url = image.whole("known.images[].url") else {
        return
      }
      images.append(Image(url, side: image.number("known.images[].side") ?? 0))
    }
  }
}
