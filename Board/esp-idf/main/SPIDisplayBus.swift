typealias PanelBus = SPIDisplayBus

/// The panel on an SPI controller with DMA.
///
/// Pixels are copied into one of two line buffers while the other is on the wire. A command waits
/// until both are sent: so the bytes on the wire have the order of the calls, and D/CX changes only
/// while the clock rests.
@safe struct SPIDisplayBus: DisplayBus, ~Copyable {
  /// Bytes of a line buffer: the core's largest block, and more than a line of any panel.
  private static var lineByteCount: Int { 1_024 }
  private static var lineCount: Int { 2 }
  /// A line takes 0.2 ms at 40 MHz, and 8 ms at the slowest clock that can be configured.
  private static var timeoutTicks: TickType_t { 100 }

  private let device: spi_device_handle_t
  private let lines: UnsafeMutablePointer<UInt8>
  private let transactions: UnsafeMutablePointer<spi_transaction_t>
  private let backlight: Backlight
  private let commandPin: gpio_num_t
  private let resetPin: gpio_num_t?
  /// The line buffer that is filled next.
  private var line = 0
  /// Line buffers that the controller still has.
  private var queuedCount = 0

  /// Sets up the controller and the light, in memory of the SDK's that stays for the whole run, on
  /// the pins that are set.
  init(_ configuration: Configuration) throws(SDKError) {
    let pins = board_pins_choose(Self.wires(configuration))
    board_pins_move(pins)
    let backlight = try Backlight(pin: pins.backlight, isLow: pins.is_light_low)
    let device = unsafe try Self.openDevice(pins)
    guard
      let lines = unsafe heap_caps_malloc(Self.lineCount * Self.lineByteCount, Self.dmaMemory),
      let transactions = unsafe heap_caps_calloc(
        Self.lineCount, MemoryLayout<spi_transaction_t>.size, Self.dmaMemory)
    else { throw SDKError(code: ESP_ERR_NO_MEM) }
    self.backlight = backlight
    unsafe self.device = device
    unsafe self.lines = lines.bindMemory(
      to: UInt8.self, capacity: Self.lineCount * Self.lineByteCount)
    unsafe self.transactions = transactions.bindMemory(
      to: spi_transaction_t.self, capacity: Self.lineCount)
    commandPin = gpio_num_t(pins.command)
    resetPin = pins.reset < 0 ? nil : gpio_num_t(pins.reset)
  }

  /// Memory that the controller can read by itself (esp_heap_caps.h, `MALLOC_CAP_DMA` and
  /// `MALLOC_CAP_INTERNAL`).
  private static var dmaMemory: UInt32 { 1 << 3 | 1 << 11 }

  /// The wires that are set.
  private static func wires(_ configuration: Configuration) -> board_pins {
    func number(_ setting: Setting) -> Int32 {
      guard let number = configuration.number(setting) else { return BOARD_PINS_UNSET }
      return number == Configuration.noPin ? -1 : Int32(truncatingIfNeeded: number)
    }
    return board_pins(
      clock: number(.pinSCLK), data: number(.pinMOSI), select: number(.pinCS),
      command: number(.pinDC), reset: number(.pinReset), backlight: number(.pinBacklight),
      is_light_low: configuration.number(.backlight) == 0, hertz: number(.spiHz))
  }

  /// Turns the light off, and holds the panel in reset: the first thing that a start does.
  static func rest() { board_pins_rest() }

  private static func openDevice(_ pins: board_pins) throws(SDKError) -> spi_device_handle_t {
    var pins = pins
    var handle: spi_device_handle_t?
    try check(
      unsafe board_panel_bus_open(&pins, Int32(lineByteCount), Int32(lineCount), &handle))
    guard let handle = unsafe handle else { throw SDKError(code: ESP_FAIL) }
    return unsafe handle
  }

  // MARK: DisplayBus

  mutating func command(_ opcode: UInt8, _ parameters: Span<UInt8>) throws(SDKError) {
    while queuedCount > 0 { try takeBack() }
    try check(gpio_set_level(commandPin, 0))
    let code: [1 of UInt8] = [opcode]
    let failure: SDKError?
    do throws(SDKError) {
      try send(code.span)
      failure = nil
    } catch {
      failure = error
    }
    try check(gpio_set_level(commandPin, 1))
    if let failure { throw failure }
    var start = 0
    while start < parameters.count {
      let end = min(start &+ Self.lineByteCount, parameters.count)
      try send(parameters.extracting(start..<end))
      start = end
    }
  }

  mutating func pixels(_ bytes: Span<UInt8>) throws(SDKError) {
    var start = 0
    while start < bytes.count {
      if queuedCount == Self.lineCount { try takeBack() }
      let end = min(start &+ Self.lineByteCount, bytes.count)
      let transaction = unsafe fill(bytes.extracting(start..<end))
      try check(unsafe spi_device_queue_trans(device, transaction, Self.timeoutTicks))
      queuedCount &+= 1
      line = 1 &- line
      start = end
    }
  }

  mutating func setReset(_ level: PinLevel) throws(SDKError) -> ResetPin {
    guard let resetPin else { return .absent }
    while queuedCount > 0 { try takeBack() }
    try check(gpio_set_level(resetPin, level == .low ? 0 : 1))
    return .driven
  }

  mutating func setBacklight(percent: UInt8) throws(SDKError) {
    try backlight.set(percent: percent)
  }

  /// What a screen amounts to is seen on the glass.
  mutating func reportScreen() {}

  // MARK: Transfers

  /// Copies `bytes`, a line's at most, into the line buffer that is free, and describes them.
  private mutating func fill(_ bytes: Span<UInt8>) -> UnsafeMutablePointer<spi_transaction_t> {
    let target = unsafe lines + line &* Self.lineByteCount
    for index in 0..<bytes.count { unsafe target[index] = bytes[index] }
    let transaction = unsafe transactions + line
    unsafe transaction.pointee = spi_transaction_t()
    unsafe transaction.pointee.length = 8 &* bytes.count
    unsafe transaction.pointee.tx_buffer = UnsafeRawPointer(target)
    return unsafe transaction
  }

  /// Sends `bytes` while nothing is queued, and returns when they are on the wire.
  private mutating func send(_ bytes: Span<UInt8>) throws(SDKError) {
    try check(unsafe spi_device_polling_transmit(device, fill(bytes)))
  }

  /// Waits for the older of the queued line buffers.
  private mutating func takeBack() throws(SDKError) {
    var done: UnsafeMutablePointer<spi_transaction_t>?
    try check(unsafe spi_device_get_trans_result(device, &done, Self.timeoutTicks))
    queuedCount &-= 1
  }
}
