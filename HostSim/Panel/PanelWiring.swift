import Firmware

/// The injected fault: a transfer that did not happen.
public struct SimulatedBusFailure: HardwareFailure, Equatable, Sendable {
  /// The number of transfers before it since the bus was made.
  public let transferIndex: Int

  /// ESP_ERR_TIMEOUT: the SPI controller did not finish in time.
  public var code: Int32 { 0x107 }
}

/// What went over the bus.
public struct BusStatistics: Equatable, Sendable {
  /// Commands, and transfers of parameters or pixels.
  public var transfers = 0
  /// All bytes: opcodes, parameters and pixels.
  public var bytes = 0
  public var commands = 0
  /// Bytes sent as pixels; two make one.
  public var pixelBytes = 0

  public var pixels: Int { pixelBytes / 2 }
}

/// What the wires between board and panel lead to: the controller, the listeners, the counters.
///
/// ``SimulatedDisplayBus`` is the firmware's end of it; a test holds this end.
public final class PanelWiring {
  public let model: ST7789Model
  public let timing: SerialTiming
  /// Whether the board has the reset pin wired.
  public let resetPin: ResetPin
  /// Since the bus was made.
  public private(set) var statistics = BusStatistics()
  private var observers: [BusObserver] = []
  private var statisticsTaken = BusStatistics()
  private var transfersUntilFailure: Int?

  public init(
    model: ST7789Model, timing: SerialTiming = SerialTiming(), resetPin: ResetPin = .driven
  ) {
    self.model = model
    self.timing = timing
    self.resetPin = resetPin
    if timing != .none { model.serialClock(periodNanoseconds: timing.bitNanoseconds) }
  }

  public func add(_ observer: some BusObserver) { observers.append(observer) }

  /// Lets `count` further transfers pass and fails the one after, once.
  public func failNext(afterTransfers count: Int = 0) { transfersUntilFailure = count }

  /// What went over the bus since this was asked last.
  public func takeStatistics() -> BusStatistics {
    defer { statisticsTaken = statistics }
    return BusStatistics(
      transfers: statistics.transfers - statisticsTaken.transfers,
      bytes: statistics.bytes - statisticsTaken.bytes,
      commands: statistics.commands - statisticsTaken.commands,
      pixelBytes: statistics.pixelBytes - statisticsTaken.pixelBytes)
  }

  func command(_ opcode: UInt8) throws(SimulatedBusFailure) {
    try failIfDue()
    statistics.commands += 1
    for observer in observers { observer.command(opcode, at: model.clock.nanoseconds) }
    model.command(opcode)
    finishTransfer(byteCount: 1)
  }

  func data(_ bytes: [UInt8]) throws(SimulatedBusFailure) {
    try failIfDue()
    for observer in observers { observer.data(bytes, at: model.clock.nanoseconds) }
    model.data(bytes)
    finishTransfer(byteCount: bytes.count)
  }

  func pixels(_ bytes: [UInt8]) throws(SimulatedBusFailure) {
    try data(bytes)
    statistics.pixelBytes += bytes.count
  }

  func reset(_ level: PinLevel) -> ResetPin {
    switch resetPin {
    case .absent: break
    case .driven:
      for observer in observers { observer.reset(level, at: model.clock.nanoseconds) }
      model.reset(level)
    }
    return resetPin
  }

  func backlight(percent: UInt8) {
    for observer in observers { observer.backlight(percent: percent, at: model.clock.nanoseconds) }
    model.backlight(percent: percent)
  }

  private func failIfDue() throws(SimulatedBusFailure) {
    guard let left = transfersUntilFailure else { return }
    guard left == 0 else {
      transfersUntilFailure = left - 1
      return
    }
    transfersUntilFailure = nil
    throw SimulatedBusFailure(transferIndex: statistics.transfers)
  }

  private func finishTransfer(byteCount: Int) {
    statistics.transfers += 1
    statistics.bytes += byteCount
    model.clock.advance(nanoseconds: timing.duration(byteCount: byteCount))
  }
}
