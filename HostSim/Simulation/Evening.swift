import Firmware

/// An evening at the desk, in a few minutes: what plays, and what goes wrong. It begins again every
/// hour; in between the clock is shown.
struct Evening {
  /// What the gateway says from a moment on, until the next one.
  private struct Scene {
    let beginsMs: UInt64
    let item: Item

    init(at seconds: UInt64, _ item: Item) {
      beginsMs = seconds * 1_000
      self.item = item
    }
  }

  private enum Item {
    case playing(NowPlayingDocument)
    case paused(NowPlayingDocument, atMs: Int)
    case silence
    case trouble(GatewayAnswer)
    case offline(NetworkTrouble)
  }

  private static let periodMs: UInt64 = 3_600_000
  private static let damagedFirmwareMs: UInt64 = 65_000

  private let scenes: [Scene]

  /// - Parameter covers: Two pictures, of the first two items; the first is shown again later.
  init(covers: [Cover]) {
    let first = Self.document("Lantern Hours", "The Tin Parade", "Evenings In", covers[0])
    let second = Self.document(
      "The Long Way Home from the Station in the Rain (2024 Remaster)", "Anna Wolke & Band",
      "Grüße aus der Vorstadt", covers[1])
    var advertisement = Self.document(nil, nil, nil, nil)
    advertisement.kind = .ad
    advertisement.durationMilliseconds = 30_000
    var episode = Self.document("Why clocks drift", "The Slow Hour", nil, covers[1])
    episode.kind = .episode
    episode.durationMilliseconds = 5_025_000
    var local = Self.document("demo_take_3.wav", nil, nil, nil)
    local.kind = .local
    scenes = [
      Scene(at: 0, .playing(first)),
      Scene(at: 9, .playing(second)),
      Scene(at: 18, .paused(second, atMs: 9_000)),
      Scene(at: 172, .playing(first)),
      Scene(at: 185, .playing(advertisement)),
      Scene(at: 195, .playing(episode)),
      Scene(at: 205, .playing(local)),
      Scene(
        at: 215, .playing(Self.document("夜に駆ける — 밤에 달리다", "東京 · 서울", "Ελλάδα · Київ", covers[0]))),
      Scene(at: 230, .playing(second)),
      Scene(at: 262, .offline(.outOfReach)),
      Scene(at: 293, .playing(second)),
      Scene(at: 310, .trouble(.status(401, retryAfter: nil))),
      Scene(at: 322, .playing(second)),
      Scene(at: 340, .trouble(.status(429, retryAfter: "45"))),
      Scene(at: 380, .playing(first)),
      Scene(at: 390, .trouble(.failure(.noConnection))),
      Scene(at: 412, .playing(first)),
      Scene(at: 436, .trouble(Self.problem("sign_in"))),
      Scene(at: 446, .trouble(Self.problem("quota"))),
      Scene(at: 456, .playing(first)),
      Scene(at: 480, .trouble(.failure(.notTrusted))),
      Scene(at: 500, .playing(first)),
      Scene(at: 520, .trouble(.status(500, retryAfter: nil))),
      Scene(at: 540, .playing(first)),
      Scene(at: 580, .silence),
    ]
  }

  /// What firmware is offered: a good image at first, then one that was damaged on its way.
  private static func firmware() -> (UInt64) -> GatewayFirmware? {
    let firmware = SimulatedFirmware()
    let (damaged, good) = (firmware.offer(isDamaged: true), firmware.offer(isDamaged: false))
    return { $0 < damagedFirmwareMs ? good : damaged }
  }

  private static func document(
    _ title: String?, _ artist: String?, _ album: String?, _ cover: Cover?
  ) -> NowPlayingDocument {
    NowPlayingDocument(
      title: title, artist: artist, album: album, cover: cover,
      serverTimeMilliseconds: GatewayProgram.epochMs)
  }

  /// A gateway that cannot ask the music service, until half past nine at most.
  private static func problem(_ name: String) -> GatewayAnswer {
    var object = JSONObjectText()
    object.add("server_time_ms", GatewayProgram.epochMs)
    object.add("problem", name)
    if name == "quota" { object.add("problem_until_ms", GatewayProgram.epochMs + 4_500_000) }
    object.add("help_url", "https://sleeve.example/setup")
    return .document(Array(object.text.utf8))
  }

  var program: GatewayProgram {
    var program = GatewayProgram { milliseconds, withCover in
      let evening = milliseconds % Self.periodMs
      guard let scene = scene(at: evening) else { return .silence }
      switch scene.item {
      case .silence, .offline: return .silence
      case .trouble(let answer): return answer
      case .playing(var document):
        let played = Int(evening - scene.beginsMs)
        document.progressMilliseconds = min(played, document.durationMilliseconds ?? played)
        return Self.answer(document, milliseconds, withCover)
      case .paused(var document, let atMs):
        document.isPlaying = false
        document.progressMilliseconds = atMs
        return Self.answer(document, milliseconds, withCover)
      }
    }
    program.firmware = Self.firmware()
    program.networkTrouble = { milliseconds in
      guard case .offline(let trouble) = scene(at: milliseconds % Self.periodMs)?.item else {
        return nil
      }
      return trouble
    }
    return program
  }

  /// What the gateway says at a moment of an evening.
  private func scene(at milliseconds: UInt64) -> Scene? {
    scenes.last { $0.beginsMs <= milliseconds }
  }

  private static func answer(
    _ document: NowPlayingDocument, _ milliseconds: UInt64, _ withCover: Bool
  ) -> GatewayAnswer {
    var document = document
    document.serverTimeMilliseconds += Int(milliseconds)
    return .document(Array(document.json(withCover: withCover).utf8))
  }
}
