import Firmware

/// An evening that repeats, computed from the time: three items, a pause, and silence. It shows a
/// gateway at work where no music service is set up.
final class DemoEvening: Source {
  override var name: StaticString { "demo" }

  private struct Part {
    var seconds: Milliseconds
    /// Number of the item, from 1; 0 is silence.
    var item: Milliseconds
    /// Progress at which the part begins, seconds.
    var from: Milliseconds = 0
    var isPlaying = true
  }

  private static var evening: [Part] {
    [
      Part(seconds: 48, item: 1),
      Part(seconds: 40, item: 2),
      Part(seconds: 20, item: 2, from: 40, isPlaying: false),
      Part(seconds: 30, item: 2, from: 40),
      Part(seconds: 72, item: 3),
      Part(seconds: 30, item: 0),
    ]
  }

  override func next(_ now: Milliseconds) -> SourceStep {
    let parts = Self.evening
    let lengthMs = parts.reduce(0) { $0 + $1.seconds * 1_000 }
    var start = now - now % lengthMs
    for part in parts {
      let end = start + part.seconds * 1_000
      if now < end { return .known(Self.playback(part, now - start), until: end) }
      start = end
    }
    return .known(nil, until: start)
  }

  private static func playback(_ part: Part, _ elapsedMs: Milliseconds) -> Playback? {
    if part.item == 0 { return nil }
    let playback = Playback()
    playback.isPlaying = part.isPlaying
    playback.trackID = Bytes("demo-")
    playback.trackID.append(decimal: part.item)
    let texts: (title: StaticString, artist: StaticString, album: StaticString) =
      switch part.item {
      case 1: ("City Lights", "The Late Trams", "Last Stop")
      case 2: ("Evening Air", "Aurelia Winter", "Blue Hour")
      default: ("Morning, Slowly", "North Quay", "Harbour Songs")
      }
    playback.title = Bytes(texts.title)
    playback.artist = Bytes(texts.artist)
    playback.album = Bytes(texts.album)
    playback.progressMs = part.from * 1_000 + (part.isPlaying ? elapsedMs : 0)
    playback.durationMs = evening.reduce(0) {
      $0 + ($1.item == part.item && $1.isPlaying ? $1.seconds * 1_000 : 0)
    }
    // The pictures that the gateway brings along are numbered.
    var address = Bytes("demo:")
    address.append(decimal: part.item)
    playback.coverID = address
    playback.images = [Playback.Image(address, side: 0)]
    return playback
  }

  override func describe(to json: inout JSONWriter, _ now: Milliseconds) {
    json.step(
      "Demo", .warning,
      "A demo evening is shown. To show your own music, put Spotify's or Home Assistant's lines into the gateway's settings."
    )
  }
}
