/// What plays during a soak: scene after scene, drawn from the seed.
struct SoakLife: Sendable {
  /// What the music service has from a moment on, until the next scene.
  struct Scene: Sendable {
    /// Milliseconds since the start.
    let beginsMs: UInt64
    /// Into ``SoakCatalogue``; nil: nothing plays.
    let item: Int?
    let isPlaying: Bool
    /// Where the item is at the beginning, milliseconds.
    let positionMs: Int
    let pollAfterMs: Int?
  }

  let scenes: [Scene]

  init(scenes: [Scene]) { self.scenes = scenes }

  init(seed: UInt64, durationMs: UInt64) {
    var seeds = FNV1a()
    seeds.combine("\(seed) life")
    var random = SeededGenerator(seed: seeds.value)
    var scene = Scene(beginsMs: 0, item: 0, isPlaying: true, positionMs: 0, pollAfterMs: nil)
    var scenes = [scene]
    while true {
      // Now and then something is on for longer than a cover stands without being fetched again.
      let lengths: ClosedRange<UInt64> =
        switch Int.random(in: 0..<40, using: &random) {
        case 0..<30: 8_000...200_000
        case 30..<38: 300_000...1_200_000
        default: 4_200_000...9_000_000
        }
      let lengthMs = UInt64.random(in: lengths, using: &random)
      if scene.beginsMs + lengthMs >= durationMs { break }
      scene = Self.next(after: scene, at: scene.beginsMs + lengthMs, &random)
      scenes.append(scene)
    }
    self.scenes = scenes
  }

  private static func next(
    after scene: Scene, at milliseconds: UInt64, _ random: inout SeededGenerator
  ) -> Scene {
    let before = scene.position(at: milliseconds)
    var item = scene.item
    var isPlaying = true
    var position = 0
    switch Int.random(in: 0..<20, using: &random) {
    case 0..<3: item = nil
    case 3..<6 where item != nil: (isPlaying, position) = (false, before)
    case 6..<9 where item != nil:
      position = Int.random(in: 0...240_000, using: &random)
      // A little back is no seek for a device: it waits until the position has caught up.
      if (before - 5_000...before).contains(position) { position = before + 10_000 }
    default: item = Int.random(in: 0..<SoakCatalogue.shared.items.count, using: &random)
    }
    return Scene(
      beginsMs: milliseconds, item: item, isPlaying: isPlaying && item != nil,
      positionMs: position,
      pollAfterMs: Bool.random(using: &random)
        ? Int.random(in: 1_000...6_000, using: &random) : nil)
  }

  /// Which scene it is at `milliseconds` since the start; the first one was there before.
  func scene(at milliseconds: UInt64) -> Int {
    max(0, scenes.partitioningIndex { $0.beginsMs > milliseconds } - 1)
  }

  /// What a gateway without faults answers.
  func answer(at milliseconds: UInt64, withCover: Bool) -> GatewayAnswer {
    let scene = scenes[scene(at: milliseconds)]
    guard let index = scene.item else { return .silence }
    let item = SoakCatalogue.shared.items[index]
    return .document(item.json(scene.document(at: milliseconds), withCover: withCover))
  }
}

extension SoakLife.Scene {
  /// Where the item is, at its end at most.
  func position(at milliseconds: UInt64) -> Int {
    let position = positionMs + (isPlaying ? Int(milliseconds - min(beginsMs, milliseconds)) : 0)
    guard let item, let end = SoakCatalogue.shared.items[item].document.durationMilliseconds else {
      return position
    }
    return min(position, end)
  }

  /// What the music service says, of an item.
  func document(at milliseconds: UInt64) -> NowPlayingDocument {
    var document = SoakCatalogue.shared.items[item ?? 0].document
    document.isPlaying = isPlaying
    document.progressMilliseconds = position(at: milliseconds)
    document.serverTimeMilliseconds = GatewayProgram.epochMs + Int(milliseconds)
    document.pollAfterMilliseconds = pollAfterMs
    return document
  }
}
