import CPort
import Firmware

/// The device on a board, its supervisor and its updater: each is stepped when it is due, and what
/// they tell goes to the board's log.
public struct PortLoop: ~Copyable {
  public typealias BoardDevice = Device<PortPanel, PortClient, PortTime>
  public typealias BoardUpdater = Updater<PortClient, PortFlash, PortKeys, PortHash>

  public private(set) var device: BoardDevice
  private var updater: BoardUpdater
  private var supervisor: Supervisor<PortNetwork>
  private var button = PortButton()
  private let canUpdate: Bool
  private var isForgotten = false

  /// Asks the board for all that is set.
  public init() {
    let now = Instant(milliseconds: sleeve_clock_ms())
    let configuration = Configuration.fromPort()
    let identity = FirmwareIdentity.fromPort()
    let reason = StartReason.fromPort()
    let flash = PortFlash()
    device = Self.makeDevice(configuration, identity, reason, now: now)
    updater = Self.makeUpdater(configuration, identity, flash)
    supervisor = Self.makeSupervisor()
    canUpdate = flash.canUpdate
    if configuration.gatewayURL.isEmpty { PortLog.write("no gateway is set: gateway_url") }
  }

  @inline(__always)
  private static func makeDevice(
    _ configuration: Configuration, _ identity: FirmwareIdentity, _ reason: StartReason,
    now: Instant
  ) -> BoardDevice {
    BoardDevice(
      bus: PortPanel(), metadataClient: client(.metadata, configuration, identity),
      coverClient: client(.cover, configuration, identity), time: PortTime(),
      version: identity.version, bootNote: reason.note, isSupplyWeak: reason.isSupplyWeak,
      configuration: configuration, fallback: FallbackFont.fromPort(), seed: sleeve_random(),
      now: now)
  }

  @inline(__always)
  private static func makeUpdater(
    _ configuration: Configuration, _ identity: FirmwareIdentity, _ flash: PortFlash
  ) -> BoardUpdater {
    BoardUpdater(
      client: client(.update, configuration, identity), flash: flash, verifier: PortKeys(),
      identity: identity, deviceID: configuration.deviceID, seed: sleeve_random())
  }

  @inline(__always)
  private static func makeSupervisor() -> Supervisor<PortNetwork> {
    let answer = sleeve_restarts_in_vain()
    if answer < 0 || answer > 255 { PortLog.nonsense("sleeve_restarts_in_vain", answer) }
    return Supervisor(
      network: PortNetwork(), restartsInVain: UInt8(answer >= 0 && answer <= 255 ? answer : 0))
  }

  private static func client(
    _ role: PortClient.Role, _ configuration: Configuration, _ identity: FirmwareIdentity
  ) -> PortClient {
    PortClient(
      role,
      as: HTTPCaller(
        gateway: configuration.gatewayURL, deviceID: configuration.deviceID,
        version: identity.version, board: identity.board))
  }

  /// What is on the glass, drawn to its end; nil while one is drawn.
  public var face: Face? { device.shownFace }

  public func isHealthy(now: Instant) -> Bool { device.isHealthy(now: now) }

  /// Whether the board should restart.
  public var wantsRestart: Bool {
    supervisor.wantsRestart || updater.wantsRestart || isForgotten
  }

  /// Does what is due, and returns when to call again.
  public mutating func step(now: Instant) -> Instant {
    offerSetUp(now: now)
    var next = supervisor.step(now: now, of: &device)
    if supervisor.wantsRestart { sleeve_keep_restarts(UInt32(supervisor.restartsInVain)) }
    next = next.earlier(device.step(now: now))
    if canUpdate { next = next.earlier(updater.step(now: now, of: &device)) }
    tellEvents()
    forgetNetworkIfAsked(now: now)
    return next
  }

  /// Has the glass say how to set the device up while that is on offer.
  private mutating func offerSetUp(now: Instant) {
    var network: ShortText<32> = PortText.read(SLEEVE_TEXT_SET_UP_NETWORK)
    var digits: ShortText<16> = PortText.read(SLEEVE_TEXT_SET_UP_DIGITS)
    network.withBytes { network in
      digits.withBytes { device.offerSetUp(network: network, digits: $0, now: now) }
    }
  }

  private mutating func tellEvents() {
    var line = Limits.EventLine()
    while let event = device.takeEvent() {
      event.append(to: &line)
      PortLog.write(&line)
      line.removeAll()
    }
    if let event = supervisor.takeEvent() {
      event.append(to: &line)
      PortLog.write(&line)
      line.removeAll()
    }
    if let event = updater.takeEvent() {
      line.append("update: ")
      event.append(to: &line)
      PortLog.write(&line)
    }
  }

  private mutating func forgetNetworkIfAsked(now: Instant) {
    guard supervisor.isNetworkStarted, !isForgotten, button.isHeld(now: now) else { return }
    do throws(PortFailure) {
      try PortFailure.check("sleeve_network_forget", sleeve_network_forget())
      PortLog.write("the network is forgotten")
      isForgotten = true
    } catch {
      PortLog.failure("sleeve_network_forget", error)
    }
  }
}
