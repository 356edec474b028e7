import Firmware

/// Looks at a device after each of its steps, and knows what it should have come to.
///
/// It knows more than the device: what really plays, and what is wrong.
final class SoakJudge {
  typealias SoakDevice = SoakRun.SoakDevice

  private struct GlassCheck {
    let scene: Int
    /// When the first good answer was asked for, and how long it was under way.
    let askedMs: UInt64
    let travelMs: UInt64
    var dueMs: UInt64
  }

  /// Within which a panel that reset itself has its registers again, milliseconds.
  private static let registersMs: UInt64 = 60_000

  /// Bytes of the stack, with the harness's own part, which makes documents within a step.
  private static let stackByteCountMax = 32 * 1_024
  /// Bytes by which the heap may grow: a document with its picture, several times.
  private static let memoryGrowthMax = 32 << 20

  private let desk: SimulatedDesk
  private let traffic: SoakTraffic
  private let wires: SoakWires
  private let plan: FaultPlan
  private let life: SoakLife
  private(set) var breach: Breach?
  var record = SoakRecord()

  private var startedMs: UInt64 = 0
  private var darkSinceMs: UInt64?
  private var glassCheck: GlassCheck?
  /// When the glass was compared last; nil: never.
  private var checkedMs: UInt64?
  /// When an update was on the glass last.
  private var updatedMs: UInt64 = 0
  /// How many faults had begun at the last check of the glass.
  private var checkedFaults = 0
  /// What plays, where the device's last answers told it.
  private var knownScene: Int?
  private var shownPosition: (ms: Int, scene: Int)?
  /// Whether the cover on the glass may be other than it should, unseen by the device.
  private var isCoverDoubtful = false
  /// Since when a whole cover may be spoiled by the wires or by the panel.
  private var coverSpoiledMs: UInt64?
  /// When the glass was spoiled last, as far as it was looked at.
  private var seenSpoiledMs: UInt64?
  private var lastCover: UInt32?
  private var coverMissingSinceMs: UInt64?
  private var windows: SoakWindows
  private var memoryByteCount: Int?
  private var spins = 0
  private var lastNow = Instant(milliseconds: 0)

  init(
    desk: SimulatedDesk, traffic: SoakTraffic, wires: SoakWires, plan: FaultPlan, life: SoakLife
  ) {
    self.desk = desk
    self.traffic = traffic
    self.wires = wires
    self.plan = plan
    self.life = life
    windows = SoakWindows(desk: desk)
  }

  private var milliseconds: UInt64 { traffic.milliseconds }

  func fail(_ invariant: Invariant, _ what: String, expected: Picture? = nil) {
    if breach != nil { return }
    breach = Breach(
      invariant: invariant, ms: milliseconds, what: what, picture: desk.picture,
      expected: expected)
  }

  /// The device has been started anew.
  func start() {
    startedMs = milliseconds
    darkSinceMs = nil
    glassCheck = nil
    knownScene = nil
    shownPosition = nil
    lastCover = nil
    coverMissingSinceMs = nil
    (coverSpoiledMs, seenSpoiledMs) = (nil, nil)
    spins = 0
    windows.start()
  }

  /// A task was stepped at `now` and wants to be called again at `due`.
  func noteStep(_ due: Instant, at now: Instant, of task: String) {
    if !due.hasReached(now) {
      fail(.stepInThePast, "\(task) asks for \(now.milliseconds(since: due)) ms ago")
    }
    spins = now == lastNow ? spins + 1 : 0
    lastNow = now
    if spins > 3_000 { fail(.stepWithoutEnd, "\(task) was called \(spins) times at once") }
  }

  /// A line for a person: on the console of a board, in a timeline of the harness.
  func tell(_ line: String) {
    checkSecrets(line)
    record.note(line, at: milliseconds)
  }

  func tell(_ event: UpdateEvent) {
    checkSecrets(event.text)
    record.noteUpdate(event, at: milliseconds)
  }

  private func checkSecrets(_ line: String) {
    record.noteCheck(.secrets)
    if line.contains(SoakFirmware.secret) { fail(.secrets, line) }
  }

  /// A step of the device took so many bytes of the stack.
  func noteStack(_ byteCount: Int) {
    record.noteCheck(.stack)
    record.stackByteCount = max(record.stackByteCount, byteCount)
    if byteCount > Self.stackByteCountMax { fail(.stack, "\(byteCount) bytes in a step") }
  }

  /// So many bytes of the heap are in use.
  func noteMemory(_ byteCount: Int) {
    record.noteCheck(.memory)
    // What is made once, such as pictures and the font, is there after the first look.
    let least = memoryByteCount ?? byteCount
    memoryByteCount = min(least, byteCount)
    if byteCount > least + Self.memoryGrowthMax {
      fail(.memory, "\(least) bytes, then \(byteCount)")
    }
  }

  func look(_ device: borrowing SoakDevice) {
    record.looks += 1
    if device.update != nil { updatedMs = milliseconds }
    if let spoiledMs = wires.spoiledMs, spoiledMs != seenSpoiledMs {
      (seenSpoiledMs, coverSpoiledMs, isCoverDoubtful) = (spoiledMs, spoiledMs, true)
    }
    for ended in traffic.takeEnded() { take(ended) }
    if let breach = traffic.breach { fail(.pace, breach) }
    if let overdue = traffic.overdue { fail(.transfersEnd, overdue) }
    if let owner = device.lock.owner { fail(.lock, "\(owner) holds the display after its step") }
    if let breach = traffic.backoffBreach { fail(.backoff, breach) }
    if traffic.isInTrouble { record.noteCheck(.backoff) }
    if let first = desk.model.violations.first {
      fail(first.rule.isOfTime ? .panelTiming : .panelRules, desk.complaint ?? first.text)
    }
    lookAtWindows(device)
    lookAtLight()
    lookAtProgress(device)
    lookAtCover(device)
    lookAtGlass(device)
  }

  private func take(_ ended: SoakTraffic.Ended) {
    switch ended.role {
    case .metadata where ended.isComplete:
      if !ended.request.isTrue {
        knownScene = nil
      } else {
        if knownScene != ended.request.scene { shownPosition = nil }
        knownScene = ended.request.scene
        considerCheck(ended)
      }
    case .cover where ended.isComplete:
      // What is drawn before the registers are set again goes wherever a panel that was reset has it.
      let isWhole = wires.spoiledMs.map { ended.request.openedMs > $0 + Self.registersMs } ?? true
      isCoverDoubtful = !ended.request.isTrue || !isWhole
      if isWhole { coverSpoiledMs = nil }
    case .metadata, .cover, .updater: break
    }
  }

  private func lookAtWindows(_ device: borrowing SoakDevice) {
    if traffic.requests[SoakTraffic.Role.cover.rawValue] != nil { windows.noteCover() }
    if let complaint = windows.look(device) { fail(.dirtyRectangles, complaint) }
    if windows.isChecking { record.noteCheck(.dirtyRectangles) }
  }

  private func lookAtLight() {
    let isDark = desk.model.backlightPercent == 0 || !desk.model.isOn || desk.model.isAsleep
    // A panel that reset itself is set up again with the next refresh of its registers.
    let isSpoiled = wires.spoiledMs.map { milliseconds < $0 + Self.registersMs } ?? false
    if !isDark || isSpoiled || milliseconds < startedMs + 3_000 {
      darkSinceMs = nil
      return
    }
    let since = darkSinceMs ?? milliseconds
    darkSinceMs = since
    if milliseconds > since + 1_000 { fail(.blank, "blank since \(since) ms") }
  }

  /// What plays, where the device knows it and it still does.
  private var scene: (index: Int, scene: SoakLife.Scene)? {
    guard let knownScene, life.scene(at: milliseconds) == knownScene else { return nil }
    return (knownScene, life.scenes[knownScene])
  }

  private func lookAtProgress(_ device: borrowing SoakDevice) {
    guard let (index, scene) = scene, let item = scene.item, device.content.face == .playing else {
      shownPosition = nil
      return
    }
    record.noteCheck(.progress)
    var clock = device.content.progress
    guard let value = clock.value(at: desk.now) else {
      return fail(.progress, "the position is not known")
    }
    let end = SoakCatalogue.shared.items[item].document.durationMilliseconds ?? .max
    let shown = min(Int(value), end)
    let truth = scene.position(at: milliseconds)
    // An answer may be as old as its way was long.
    if abs(shown - truth) > 2_500 { fail(.progress, "\(shown) ms shown, \(truth) ms true") }
    if let before = shownPosition, before.scene == index, shown + 1_000 < before.ms {
      fail(.progress, "from \(before.ms) ms back to \(shown) ms")
    }
    shownPosition = (shown, index)
  }

  private func lookAtCover(_ device: borrowing SoakDevice) {
    let showsItem = device.content.face == .playing || device.content.face == .paused
    guard let (_, scene) = scene, let index = scene.item, showsItem,
      plan.isQuiet(from: milliseconds, to: milliseconds)
    else {
      (lastCover, coverMissingSinceMs) = (nil, nil)
      if !showsItem { coverSpoiledMs = nil }
      return
    }
    let item = SoakCatalogue.shared.items[index]
    guard device.isCoverShown else {
      (lastCover, coverSpoiledMs) = (nil, nil)
      let since = max(coverMissingSinceMs ?? milliseconds, scene.beginsMs)
      coverMissingSinceMs = item.coverTail == nil ? nil : since
      record.noteCheck(.coverLate)
      if item.coverTail != nil && milliseconds > since + 400_000 {
        fail(.coverLate, "no cover since \(since) ms")
      }
      return
    }
    coverMissingSinceMs = nil
    // Fetched again within an hour, or after the longest wait from then on.
    if let since = coverSpoiledMs {
      record.noteCheck(.coverRefresh)
      if milliseconds > since + 4_000_000 { fail(.coverRefresh, "spoiled since \(since) ms") }
    }
    if lastCover == device.trackNumber || isCoverDoubtful || !device.isSettled { return }
    lastCover = device.trackNumber
    record.noteCheck(.coverTitle)
    if item.coverTail == nil { return fail(.coverTitle, "a cover of an item that has none") }
    if !shows(item) { fail(.coverTitle, "the cover is not that of what plays") }
  }

  /// Whether the panel's memory holds the picture of `item` in its place.
  private func shows(_ item: SoakCatalogue.Item) -> Bool {
    guard let cover = item.document.cover else { return false }
    let pixels = item.pixels
    // Of a picture that is larger than its place, the middle is shown.
    let (width, height) = (
      min(cover.width, SoakRun.place.width), min(cover.height, SoakRun.place.height)
    )
    let area = SoakRun.coverArea.origin
    let left = desk.glass.column + Int(area.x) + (SoakRun.place.width - width) / 2
    let top = desk.glass.row + Int(area.y) + (SoakRun.place.height - height) / 2
    let first = (cover.height - height) / 2 * cover.width + (cover.width - width) / 2
    for y in 0..<height {
      for x in 0..<width {
        let pixel = pixels[first + y * cover.width + x]
        if desk.model.memory[column: left + x, row: top + y] != pixel { return false }
      }
    }
    return true
  }
}

/// The comparison with a fresh device.
extension SoakJudge {
  /// A good answer has come: the glass is to be right soon, at the latest.
  private func considerCheck(_ ended: SoakTraffic.Ended) {
    let hasNewFaults = plan.faults.partitioningIndex { $0.beginsMs > milliseconds } > checkedFaults
    let isDue = checkedMs.map { milliseconds > $0 + 600_000 } ?? true
    guard glassCheck == nil, hasNewFaults || isDue else { return }
    let scene = life.scenes[ended.request.scene]
    // Whether an item is shown that does not play depends on since when: all have the clock after a
    // minute.
    let waitMs: UInt64 = scene.isPlaying ? 2_000 : 63_000
    glassCheck = GlassCheck(
      scene: ended.request.scene, askedMs: ended.request.openedMs,
      travelMs: ended.endedMs - ended.request.openedMs,
      dueMs: max(
        ended.endedMs + waitMs, startedMs + 5_000, scene.beginsMs + TwinGlass.lifeMs + 1_000))
  }

  private func lookAtGlass(_ device: borrowing SoakDevice) {
    guard var check = glassCheck, milliseconds >= check.dueMs else { return }
    glassCheck = nil
    guard let (index, scene) = scene, index == check.scene,
      updatedMs == 0 || milliseconds > updatedMs + 2_000,
      plan.isQuiet(from: check.askedMs, to: milliseconds)
    else { return }
    // All but the cover is drawn again within ten minutes.
    if let spoiledMs = wires.spoiledMs, milliseconds < spoiledMs + 600_000 { return }
    // Not around a change of the minute, which two devices need not draw in the same millisecond.
    if !(2_000..<58_000).contains(milliseconds % 60_000) {
      check.dueMs = milliseconds + 4_000
      glassCheck = check
      return
    }
    var clock = device.content.progress
    let position = clock.value(at: desk.now).map { "\($0)" } ?? "unknown"
    compare(
      scene, check, isCoverShown: device.isCoverShown,
      positions: "position \(position) ms, truly \(scene.position(at: milliseconds)) ms")
  }

  private func compare(
    _ scene: SoakLife.Scene, _ check: GlassCheck, isCoverShown: Bool, positions: String
  ) {
    let item = scene.item.map { SoakCatalogue.shared.items[$0] }
    // Which of its times a device shows depends on when it heard of the item.
    var masked = scene.item == nil ? [] : [SoakRun.timePlace]
    if scene.isPlaying, item?.isLong == true { masked.append(SoakRun.strip) }
    if scene.isPlaying, item?.coverTail != nil, isCoverDoubtful || !isCoverShown {
      masked.append(SoakRun.coverArea)
    }
    let twin = TwinGlass(
      scene, at: milliseconds, lifeMs: TwinGlass.lifeMs + (scene.isPlaying ? 0 : 62_000))
    let picture = desk.picture
    record.noteCheck(.glass)
    record.note(picture)
    let difference = twin.difference(from: picture, lagMs: check.travelMs, masked: masked)
    if let difference {
      fail(.glass, "\(difference); \(positions)", expected: twin.picture)
    }
    checkedMs = milliseconds
    checkedFaults = plan.faults.partitioningIndex { $0.beginsMs > milliseconds }
  }
}
