/// The device on this board.
typealias BoardDevice = Device<PanelBus, GatewayClient, SNTPTime>
typealias BoardUpdater = Updater<GatewayClient, PartitionFlash, BoardKeys, PSAHash>

/// The SDK starts the application here, on a task of its own.
@c(app_main) public func start() {
  // Whatever is slow comes after: until here the light is on by chance.
  PanelBus.rest()
  board_memory_watch()
  Log.write("sleeve starts")
  ResetReason.announce()
  do throws(SDKError) {
    try Startup.run()
  } catch {
    Log.write("start-up", error)
  }
  // A device that cannot start, or is to start another image, starts again; in no hurry, so that
  // its console can be read.
  vTaskDelay(1_000)
  esp_restart()
}

/// What has to stand before the device's loop runs, in this order.
enum Startup {
  /// Above the network's tasks: a handshake may take long, a frame may not.
  private static var loopPriority: UInt32 { 5 }

  /// Returns when the chip is to start again.
  static func run() throws(SDKError) {
    // From the first step on: a new image that hangs before its loop has to give way as well.
    try TaskWatchdog.watch()
    try check(board_settings_open())
    board_credentials_load()
    let font = FallbackFont.mapped()
    unsafe board_http_set_user_agent(board_user_agent())
    let configuration = readConfiguration()
    var id = configuration.deviceID
    id.withBytes { bytes in
      unsafe bytes.withUnsafeBufferPointer { buffer in
        if let start = buffer.baseAddress { unsafe board_http_set_device_id(start, buffer.count) }
      }
    }
    if configuration.gatewayURL.isEmpty {
      Log.write("no gateway is set: NVS sleeve/gateway_url, or menuconfig")
    }
    let loop = unsafe try makeLoop(configuration, font)
    vTaskPrioritySet(nil, loopPriority)
    unsafe try loop.pointee.run()
  }

  /// Makes the loop, of some 14 KB, in memory of the SDK's that stays for the whole run.
  ///
  /// The compiler makes it on the stack and moves it. Not inlined, so that the room is free again
  /// when the loop runs.
  @inline(never)
  private static func makeLoop(
    _ configuration: Configuration, _ font: FallbackFont?
  ) throws(SDKError) -> UnsafeMutablePointer<DeviceLoop> {
    guard
      let memory = unsafe heap_caps_malloc(
        MemoryLayout<DeviceLoop>.size, UInt32(MALLOC_CAP_DEFAULT))
    else { throw SDKError(code: ESP_ERR_NO_MEM) }
    let loop = unsafe memory.bindMemory(to: DeviceLoop.self, capacity: 1)
    unsafe loop.initialize(
      to: DeviceLoop(
        bus: try PanelBus(configuration), time: SNTPTime(), flash: try PartitionFlash(),
        configuration: configuration, font: font))
    return unsafe loop
  }

  /// What is set. A setting with a wrong value is left as it is by default, and named on the
  /// console: that of the build, where it has one, which may be wrong as well.
  private static func readConfiguration() -> Configuration {
    var store = NVSSettings()
    let stored = Configuration(from: &store)
    if !store.ignoreRefused(of: stored) { return stored }
    let others = Configuration(from: &store)
    _ = store.ignoreRefused(of: others)
    return others
  }
}
