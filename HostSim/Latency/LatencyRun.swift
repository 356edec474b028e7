import Firmware

/// A day of a device on a modelled network, whose song changes now and then.
struct LatencyRun {
  /// One column of the table.
  struct Setup {
    let name: String
    var model: NetworkModel
    var limits = ServerLimits.gateway
    var rule: ConnectionRule
    var holds = false
    /// Whether the gateway sets the pace; the device's own setting counts otherwise.
    var paces = true
    var changes = 200
  }

  /// For each change, in milliseconds.
  private(set) var titleMs: [Double] = []
  private(set) var pixelMs: [Double] = []
  /// From the end of the metadata's answer to the last pixel.
  private(set) var coverMs: [Double] = []
  private(set) var counts = ModelNetwork.Counts()
  /// What stood on the glass, by change.
  private(set) var pictures: [UInt64] = []

  /// A day has 200 changes.
  private static let partMs: UInt64 = 86_400_000 / 200

  private typealias RunDevice = Device<SimulatedDisplayBus, ModelClient, SimulatedTime>

  /// The same moments for every run: chance decides when within each part of the day.
  private static let changesNs: [UInt64] = {
    var random = SeededGenerator(seed: 7)
    return [0]
      + (0..<200).map { (part: UInt64) in
        // Long enough after the start, and after the change before.
        let inPartMs = UInt64.random(in: 60_000..<partMs, using: &random)
        return (part * partMs + inPartMs) * 1_000_000
      }
  }()

  private static let items = LatencyItems.make(
    ScreenLayout(size: Size(width: 240, height: 280)).cover.size)

  init(_ setup: Setup) {
    let desk = SimulatedDesk()
    let gateway = ModelGateway(
      changesNs: Array(Self.changesNs.prefix(setup.changes + 1)), holds: setup.holds,
      paces: setup.paces, items: Self.items)
    let network = ModelNetwork(setup.model, setup.limits, setup.rule, gateway, clock: desk.clock)
    var device = RunDevice(
      bus: desk.bus, metadataClient: ModelClient(network, .metadata),
      coverClient: ModelClient(network, .cover), time: SimulatedTime(clock: desk.clock),
      version: Version("1.0.0"), seed: 1, now: desk.now)
    var shown = 0
    var isTitleShown = true
    let endNs = (UInt64(setup.changes) * Self.partMs + 60_000) * 1_000_000
    while desk.clock.nanoseconds < endNs {
      let next = device.step(now: desk.now)
      defer { desk.wait(until: next) }
      let item = Int(device.trackNumber) - 1
      if item > shown { (shown, isTitleShown) = (item, false) }
      if item >= 0 && (!isTitleShown || pictures.count <= shown) {
        note(&device, shown, &isTitleShown, network, desk)
      }
    }
    counts = network.counts
  }

  private mutating func note(
    _ device: inout RunDevice, _ item: Int, _ isTitleShown: inout Bool, _ network: ModelNetwork,
    _ desk: SimulatedDesk
  ) {
    let nowNs = desk.clock.nanoseconds
    let changedNs = network.gateway.changesNs[item]
    if !isTitleShown && device.isDrawn {
      isTitleShown = true
      titleMs.append(Double(nowNs - changedNs) / 1_000_000)
    }
    guard device.isCoverShown && device.isSettled && pictures.count <= item else { return }
    if item > 0 {
      pixelMs.append(Double(nowNs - changedNs) / 1_000_000)
      coverMs.append(Double(nowNs - (network.answeredNs[item] ?? nowNs)) / 1_000_000)
    }
    var hash = FNV1a()
    hash.combine(desk.picture.rgb.map { $0 })
    pictures.append(hash.value)
  }
}

extension [Double] {
  var median: Double { isEmpty ? .nan : sorted()[count / 2] }
  var worst: Double { self.max() ?? .nan }
}
