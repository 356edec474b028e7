#if canImport(Firmware)
  @testable import Firmware
#endif

/// The whole device with its updater and its supervisor: whatever comes in, in whatever order, it
/// keeps to the rules of its hardware, never spins, and is well again once all around it is.
///
/// The input is settings, the clock and what the flash holds, and then what happens, one after the
/// other.
func fuzzDevice(_ bytes: [UInt8]) {
  var rest = FuzzBytes(bytes)
  var life = DeviceLife(&rest)
  while !rest.isAtEnd { life.happen(&rest) }
  life.recover()
}

private typealias FuzzedDevice = Device<FuzzBus, FuzzClient, FuzzTime>
private typealias FuzzedUpdater = Updater<FuzzClient, FuzzFlash, NoKeys, SHA256>

private struct DeviceLife: ~Copyable {
  /// Steps for which one wait is followed closely.
  private static let patience = 300
  /// Less than a task may be late.
  private static let busyMs: UInt32 = 50_000

  private let configuration: Configuration
  private var now: Instant
  private var device: FuzzedDevice
  private var updater: FuzzedUpdater
  private var supervisor: Supervisor<FuzzInterface>
  private var updaterDue: Instant
  private var supervisorDue: Instant
  /// Steps since time passed last.
  private var spins = 0

  init(_ rest: inout FuzzBytes) {
    let count = Int(rest.byte() & 63)
    var store = FuzzSettings(rest.take(count))
    configuration = Configuration(from: &store)
    now = Instant(milliseconds: rest.word())
    var flash = FuzzFlash()
    for sector in 0..<4 {
      let length = Int(rest.byte() & 31)
      let content = rest.take(length)
      for index in content.indices {
        flash.bytes[sector * FuzzFlash.sector + index] = content[index]
      }
    }
    device = Self.device(configuration, seed: 1, now: now)
    updater = Self.updater(flash)
    supervisor = Supervisor(network: FuzzInterface())
    (updaterDue, supervisorDue) = (now, now)
  }

  private static func device(
    _ configuration: Configuration, seed: UInt32, now: Instant
  ) -> FuzzedDevice {
    FuzzedDevice(
      bus: FuzzBus(), metadataClient: FuzzClient(), coverClient: FuzzClient(), time: FuzzTime(),
      version: Version("1.2.3"), configuration: configuration, seed: seed, now: now)
  }

  private static func updater(_ flash: FuzzFlash) -> FuzzedUpdater {
    FuzzedUpdater(
      client: FuzzClient(), flash: flash, verifier: NoKeys(),
      identity: FirmwareIdentity(
        version: Version("1.2.3"), board: StaticString("sim").bytes, securityVersion: 1),
      deviceID: ShortText(), seed: 6)
  }

  /// The board starts anew, with the flash that it had.
  private mutating func restart() {
    var flash = updater.flash
    flash.powerUp()
    device = Self.device(configuration, seed: now.milliseconds, now: now)
    updater = Self.updater(flash)
    supervisor = Supervisor(
      network: supervisor.network, restartsInVain: supervisor.restartsInVain)
    (updaterDue, supervisorDue) = (now, now)
  }

  // MARK: Time

  /// Does what is due now, and returns when something is to be done next.
  private mutating func step() -> Instant {
    if now.hasReached(supervisorDue) {
      supervisorDue = supervisor.step(now: now, of: &device)
      check(supervisorDue)
    }
    if now.hasReached(device.due(now: now)) { check(device.step(now: now)) }
    if now.hasReached(updaterDue) {
      updaterDue = updater.step(now: now, of: &device)
      check(updaterDue)
    }
    require(device.lock.owner == nil, "the display is held between two steps")
    require(device.isHealthy(now: now), "a task is overdue right after its step")
    tell()
    if supervisor.wantsRestart || updater.wantsRestart || updater.flash.isCut { restart() }
    return device.due(now: now).earlier(updaterDue).earlier(supervisorDue)
  }

  private func check(_ due: Instant) { require(due.hasReached(now), "a step in the past") }

  private mutating func tell() {
    while let event = device.takeEvent() {
      var line = Limits.EventLine()
      event.append(to: &line)
      require(!line.isCut && !line.isEmpty, "an event that does not fit")
    }
    if let event = updater.takeEvent() {
      var line = Limits.EventLine()
      event.append(to: &line)
      require(!line.isCut && !line.isEmpty, "an event that does not fit")
    }
    _ = supervisor.takeEvent()
  }

  private mutating func pass(to moment: Instant) {
    spins = moment == now ? spins + 1 : 0
    require(spins < 3_000, "a device that spins")
    now = moment
  }

  private mutating func wait(_ milliseconds: UInt32) {
    let end = now + milliseconds
    for round in 0..<2 * Self.patience {
      let due = step()
      if now == end { return }
      // After a while the board is so busy with something else that it hardly comes to this.
      let isSlow = round >= Self.patience
      pass(to: isSlow ? (now + Self.busyMs).earlier(end) : due.later(now).earlier(end))
    }
    // Nobody fed the watchdog.
    now = end
    restart()
  }

  // MARK: What happens

  mutating func happen(_ rest: inout FuzzBytes) {
    let what = rest.byte()
    let amount = what >> 4
    switch what & 15 {
    case 0, 1: wait(1 + UInt32(amount) * 7)
    case 2: wait(100 << UInt32(amount & 7))
    case 3: wait(1 << UInt32(amount + 12))
    case 4: answer(amount, raw(&rest, amount))
    case 5, 6: answer(amount, FuzzDocument(number: rest.byte()).answer(withCover: amount & 1 == 1))
    case 7: answer(amount, [.head(head(&rest))])
    case 8: answer(amount, [.failed(Self.failures[Int(rest.byte() % 6)])])
    case 9: answer(amount, [.nonsense(Int(Int16(bitPattern: rest.half()))), .end])
    case 10: supervisor.network.stands = Self.networks[Int(amount & 7)]
    case 11: device.display.panel.bus.failures = Int(rest.byte()) >> Int(amount & 7)
    case 12: device.time.unixMs = amount & 1 == 0 ? nil : rest.double()
    case 13: offer(&rest, amount)
    case 14: update(&rest, amount)
    default: spoil(&rest, amount)
    }
  }

  /// Has the metadata's client, the cover's or the updater's get `pieces` next.
  private mutating func answer(_ amount: UInt8, _ pieces: [FuzzClient.Piece]) {
    switch amount >> 1 & 3 {
    case 0, 1: device.metadataClient.pieces += pieces
    case 2: device.coverClient.pieces += pieces
    default: updater.client.pieces += pieces
    }
  }

  private func raw(_ rest: inout FuzzBytes, _ amount: UInt8) -> [FuzzClient.Piece] {
    var pieces: [FuzzClient.Piece] = amount & 1 == 0 ? [.head(HTTPHead(status: 200))] : []
    let bytes = rest.take(Int(rest.byte()))
    let half = bytes.count / 2
    if half > 0 { pieces.append(.body(Array(bytes[..<half]))) }
    if !bytes.isEmpty { pieces.append(.body(Array(bytes[half...]))) }
    if amount & 8 == 0 { pieces.append(.end) }
    return pieces
  }

  private func head(_ rest: inout FuzzBytes) -> HTTPHead {
    let statuses: [UInt16] = [200, 204, 206, 401, 403, 404, 416, 429, 429, 500, 503, 503, 301]
    let kind = rest.byte()
    var head = HTTPHead(status: kind < 13 ? statuses[Int(kind)] : UInt16(kind) << 2)
    let flags = rest.byte()
    if flags & 1 == 1 { head.contentLength = rest.word() }
    if flags & 2 == 2 { head.rangeStart = rest.word() }
    head.take(.retryAfter, rest.take(Int(flags >> 2)).span)
    return head
  }

  private static let failures: [HTTPFailure] = [
    .noNetwork, .noConnection, .notTrusted, .broken, .timedOut, .noMemory,
  ]
  private static let networks: [NetworkState] = [
    .up, .up, .down(nil), .down(.wrongPassword), .down(.outOfReach), .down(.unsupportedSecurity),
    .down(.noAddress), .down(.other),
  ]

  private mutating func offer(_ rest: inout FuzzBytes, _ amount: UInt8) {
    let name = rest.take(Int(amount) * 3)
    let digits = rest.take(8)
    device.offerSetUp(network: name.span, digits: digits.span, now: now)
  }

  /// A manifest of an image that comes after it, whole, in part or other than it should be.
  private mutating func update(_ rest: inout FuzzBytes, _ amount: UInt8) {
    let image = [UInt8](repeating: rest.byte(), count: 1 + Int(rest.half()) % 12_000)
    var hash = SHA256()
    hash.update(image.span)
    let digest = hash.finalize()
    var manifest = Array(#"{"version":"9.0."#.utf8)
    manifest.append(0x30 + amount % 10)
    manifest += Array(#"","url":"https://u.example/i","sha256":""#.utf8)
    for index in 0..<32 {
      for nibble in [digest.bytes[index] >> 4, digest.bytes[index] & 15] {
        manifest.append(nibble < 10 ? 0x30 + nibble : 0x57 + nibble)
      }
    }
    manifest += Array(#"","size":"#.utf8) + number(image.count) + [0x7D]
    updater.client.pieces += [.head(HTTPHead(status: 200)), .body(manifest), .end]
    let sent = amount & 4 == 0 ? image : Array(image[..<(image.count / 2)])
    updater.client.pieces += [.head(HTTPHead(status: 200)), .body(sent)]
    if amount & 8 == 0 { updater.client.pieces.append(.end) }
  }

  private func number(_ value: Int) -> [UInt8] {
    [10_000, 1_000, 100, 10, 1].filter { value >= $0 }.map { UInt8(0x30 + value / $0 % 10) }
  }

  /// What is wrong with the board itself.
  private mutating func spoil(_ rest: inout FuzzBytes, _ amount: UInt8) {
    switch amount & 7 {
    case 0: updater.flash.failures = Int(rest.byte() & 7)
    case 1: updater.flash.untilCut = 1 + Int(rest.byte() & 15)
    case 2: supervisor.network.fails.toggle()
    case 3: restart()
    case 4: now = now + 1_000 * UInt32(rest.byte() & 31)
    case 5:
      let place = Int(rest.half()) % updater.flash.bytes.count
      updater.flash.bytes[place] ^= 1 << (rest.byte() & 7)
    case 6: device.coverClient.pieces = []
    default: device.metadataClient.pieces = []
    }
  }

  // MARK: Afterwards

  /// All is as it should be from now on: what plays is on the glass before long.
  mutating func recover() {
    supervisor.network = FuzzInterface()
    device.display.panel.bus.failures = 0
    let nothing: [UInt8] = []
    device.offerSetUp(network: nothing.span, digits: nothing.span, now: now)
    updater.flash.failures = 0
    updater.flash.powerUp()
    for _ in 0..<6_000 {
      makeGood()
      let due = step()
      if isWell { return checkGlass() }
      let isAsking =
        device.metadataClient.isOpen || device.coverClient.isOpen || updater.client.isOpen
      let isFast = isAsking || device.shownFace == nil
      pass(to: due.later(now))
      // Of a long wait, not every second is lived through.
      if !isFast { now = now + 15_000 }
    }
    require(false, "all is well, and the device is not")
  }

  /// Again and again, as a restart makes all of it anew.
  private mutating func makeGood() {
    if device.metadataClient.isGood { return }
    device.metadataClient.pieces = [.failed(.broken)]
    device.coverClient.pieces = [.failed(.broken)]
    updater.client.pieces = [.failed(.broken)]
    device.metadataClient.isGood = true
    device.coverClient.isGood = true
    updater.client.isGood = true
    device.time.unixMs = 1_795_205_700_000
  }

  private var isWell: Bool {
    device.shownFace == .playing && device.isSettled && device.isCoverShown
      && device.content.track.title.count == 13
  }

  private func checkGlass() {
    guard let picture = device.display.cover.picture else {
      return require(false, "a cover that has no place")
    }
    let side = FuzzDocument.good.side
    require(Int(picture.size.width) == side && Int(picture.size.height) == side, "another cover")
    let panel = configuration.panel
    let origin = configuration.rotation.origin(of: panel)
    for row in 0..<side {
      for column in 0..<side {
        let color = device.display.panel.bus.pixel(
          Int(origin.x) + Int(picture.origin.x) + column,
          Int(origin.y) + Int(picture.origin.y) + row)
        require(color == FuzzDocument.good.color, "a pixel of another cover")
      }
    }
  }
}
