/// Steps the device, its supervisor and its updater, each when it is due, until the chip is to start
/// again.
struct DeviceLoop: ~Copyable {
  private var device: BoardDevice
  private var updater: BoardUpdater
  private var button = ForgetButton(pin: board_network_button())
  private var supervisor = Supervisor(
    network: BoardNetwork(), restartsInVain: board_restarts_in_vain())
  private var supervisorDue = Clock.now
  private var updaterDue = Clock.now
  private var reportedFace: Face?
  private var reportedTrack: UInt32 = 0

  /// Makes the device and its updater where they stay.
  init(
    bus: consuming PanelBus, time: consuming SNTPTime, flash: consuming PartitionFlash,
    configuration: Configuration, font: FallbackFont?
  ) {
    let identity = FirmwareIdentity.ofThisImage
    let caller = HTTPCaller(
      gateway: configuration.gatewayURL, deviceID: configuration.deviceID,
      version: identity.version, board: identity.board)
    device = BoardDevice(
      bus: bus, metadataClient: GatewayClient(as: caller),
      coverClient: GatewayClient(as: caller), time: time, version: identity.version,
      bootNote: Self.bootNote, isSupplyWeak: ResetReason.isSupplyWeak,
      configuration: configuration, fallback: font, seed: esp_random(), now: Clock.now)
    updater = BoardUpdater(
      client: GatewayClient(as: caller), flash: flash, verifier: BoardKeys(),
      identity: identity, deviceID: configuration.deviceID, seed: esp_random())
  }

  /// Throws where the Wi-Fi network cannot be forgotten.
  mutating func run() throws(SDKError) {
    while !updater.wantsRestart && !supervisor.wantsRestart {
      offerSetUp(now: Clock.now)
      supervise()
      // The network's start takes a second or two.
      let now = Clock.now
      if now.hasReached(device.due(now: now)) { _ = device.step(now: now) }
      while let event = device.takeEvent() { Log.write(event) }
      if now.hasReached(updaterDue) {
        updaterDue = updater.step(now: now, of: &device)
        if let event = updater.takeEvent() { Log.write(event) }
      }
      if device.isHealthy(now: now) { TaskWatchdog.feed() }
      reportScreen()
      board_status_step()
      if supervisor.isNetworkStarted && button.isHeld(now: now) {
        Log.write("the network is forgotten")
        try check(board_network_forget())
        return
      }
      Clock.sleep(until: device.due(now: now).earlier(updaterDue).earlier(supervisorDue))
    }
    board_restarts_keep(supervisor.restartsInVain)
    Log.write("restart")
  }

  private mutating func supervise() {
    if !Clock.now.hasReached(supervisorDue) { return }
    supervisorDue = supervisor.step(now: Clock.now, of: &device)
    if let event = supervisor.takeEvent() { Log.write(event) }
  }

  /// What a person should know of this start.
  private static var bootNote: StaticString {
    let note = ResetReason.note
    if note.utf8CodeUnitCount > 0 || !board_settings_are_damaged() { return note }
    return "Settings damaged"
  }

  /// Has the glass say how to set the device up while that is on offer.
  private mutating func offerSetUp(now: Instant) {
    var name = [32 of UInt8](repeating: 0)
    var digits = [16 of UInt8](repeating: 0)
    let isOffered = unsafe withUnsafeMutableBytes(of: &name) { name in
      unsafe withUnsafeMutableBytes(of: &digits) { digits in
        guard let nameStart = name.baseAddress, let digitsStart = digits.baseAddress else {
          return false
        }
        return unsafe board_network_invitation(
          nameStart.assumingMemoryBound(to: CChar.self), name.count,
          digitsStart.assumingMemoryBound(to: CChar.self), digits.count)
      }
    }
    let nameLength = isOffered ? Self.length(name) : 0
    let digitsLength = isOffered ? Self.length(digits) : 0
    name.mutableSpan.lend(nameLength) { name in
      digits.mutableSpan.lend(digitsLength) { digits in
        device.offerSetUp(network: name, digits: digits, now: now)
      }
    }
  }

  /// Bytes up to the zero that ends a text of C.
  private static func length<let capacity: Int>(_ text: [capacity of UInt8]) -> Int {
    for index in text.indices where text[index] == 0 { return index }
    return capacity
  }

  /// Says what is on the glass when another screen is complete.
  private mutating func reportScreen() {
    guard device.isSettled, let face = device.shownFace else { return }
    if face == reportedFace, device.trackNumber == reportedTrack { return }
    reportedFace = face
    reportedTrack = device.trackNumber
    device.display.panel.bus.reportScreen()
  }
}
