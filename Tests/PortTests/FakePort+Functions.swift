// `sleeve_port.h`, as the fake board has it.

typealias Bytes = UnsafePointer<UInt8>
typealias Room = UnsafeMutablePointer<UInt8>
private var port: FakePort { FakePort.shared }

// MARK: Panel

@c(sleeve_panel_command)
func panelCommand(_ opcode: UInt32, _ parameters: Bytes, _ count: UInt32) -> Int32 {
  port.note("command \(opcode) \(port.bytes(parameters, count))", "panel_command")
}
@c(sleeve_panel_pixels)
func panelPixels(_ bytes: Bytes, _ count: UInt32) -> Int32 {
  port.note("pixels \(count)", "panel_pixels")
}
@c(sleeve_panel_reset)
func panelReset(_ level: UInt32) -> Int32 { port.note("reset \(level)", "panel_reset", 1) }
@c(sleeve_panel_backlight)
func panelBacklight(_ percent: UInt32) -> Int32 {
  port.note("backlight \(percent)", "panel_backlight")
}

// MARK: HTTP

@c(sleeve_http_open)
func httpOpen(
  _ client: UInt32, _ url: Bytes, _ count: UInt32, _ headers: Bytes, _ headerCount: UInt32,
  _ deadlineMs: UInt32, _ flags: UInt32
) {
  if client == 0 { port.sent = nil }
  port.requests[client] = FakePort.Request(
    url: port.text(url, count), headers: port.text(headers, headerCount), deadlineMs: deadlineMs,
    flags: flags)
}
@c(sleeve_http_poll)
func httpPoll(_ client: UInt32, _ buffer: Room, _ capacity: UInt32) -> Int32 {
  port.poll(client, buffer, capacity)
}
@c(sleeve_http_status)
func httpStatus(_ client: UInt32) -> Int32 { port.answer("http_status", 200) }
@c(sleeve_http_header)
func httpHeader(_ client: UInt32, _ header: UInt32, _ buffer: Room, _ capacity: UInt32) -> Int32 {
  port.copy(port.headers[header], buffer, capacity, "http_header")
}
@c(sleeve_http_cancel)
func httpCancel(_ client: UInt32) { port.calls.append("cancel \(client)") }

// MARK: Flash

@c(sleeve_flash_slot_bytes)
func flashSlotBytes() -> UInt32 { port.slotBytes }
@c(sleeve_flash_running_slot)
func flashRunningSlot() -> Int32 { port.answer("flash_running_slot") }
@c(sleeve_flash_read)
func flashRead(_ region: UInt32, _ offset: UInt32, _ bytes: Room, _ count: UInt32) -> Int32 {
  bytes.update(repeating: 0xFF, count: Int(count))
  return port.note("read \(region) \(offset) \(count)", "flash_read")
}
@c(sleeve_flash_write)
func flashWrite(_ region: UInt32, _ offset: UInt32, _ bytes: Bytes, _ count: UInt32) -> Int32 {
  port.note("write \(region) \(offset) \(port.bytes(bytes, count))", "flash_write")
}
@c(sleeve_flash_erase)
func flashErase(_ region: UInt32, _ offset: UInt32) -> Int32 {
  port.note("erase \(region) \(offset)", "flash_erase")
}
@c(sleeve_flash_bootable)
func flashBootable(_ slot: UInt32, _ count: UInt32) -> Int32 {
  port.note("bootable \(slot) \(count)", "flash_bootable", 1)
}

// MARK: Hash and signatures

@c(sleeve_hash_begin)
func hashBegin() -> Int32 {
  port.hashed = []
  return port.answer("hash_begin", 1)
}
@c(sleeve_hash_update)
func hashUpdate(_ bytes: Bytes, _ count: UInt32) { port.hashed += port.bytes(bytes, count) }
/// No SHA-256, but a digest that the bytes decide.
@c(sleeve_hash_finish)
func hashFinish(_ digest: Room) -> Int32 {
  for index in 0..<32 { digest[index] = index < port.hashed.count ? port.hashed[index] : 7 }
  return port.answer("hash_finish")
}
@c(sleeve_signature_needed)
func signatureNeeded() -> Int32 { port.answer("signature_needed") }
@c(sleeve_signature_check)
func signatureCheck(
  _ signature: Bytes, _ count: UInt32, _ digest: Bytes, _ key: Bytes, _ keyCount: UInt32
) -> Int32 {
  let digest = port.bytes(digest, 32)
  return port.note(
    "check \(port.bytes(signature, count)) \(digest[0]) \(port.text(key, keyCount))",
    "signature_check")
}

// MARK: Network

@c(sleeve_network_state)
func networkState() -> Int32 { port.answer("network_state", 1) }
@c(sleeve_network_start)
func networkStart() -> Int32 { port.note("start", "network_start") }
@c(sleeve_network_restart_radio)
func networkRestartRadio() -> Int32 { port.note("restart radio", "network_restart_radio") }
@c(sleeve_network_rejoin)
func networkRejoin() -> Int32 { port.note("rejoin", "network_rejoin") }
@c(sleeve_network_look_around)
func networkLookAround() { port.calls.append("look around") }
@c(sleeve_network_forget)
func networkForget() -> Int32 { port.note("forget", "network_forget") }
@c(sleeve_button_is_down)
func buttonIsDown() -> Int32 { port.answer("button_is_down") }

// MARK: What the board knows

@c(sleeve_setting)
func setting(_ key: Bytes, _ keyCount: UInt32, _ value: Room, _ capacity: UInt32) -> Int32 {
  port.copy(port.settings[port.text(key, keyCount)], value, capacity, "setting")
}
@c(sleeve_board_text)
func text(_ text: UInt32, _ buffer: Room, _ capacity: UInt32) -> Int32 {
  port.copy(port.texts[text], buffer, capacity, "board_text")
}
@c(sleeve_security_version)
func securityVersion() -> UInt32 { 0 }
@c(sleeve_start_reason)
func startReason() -> Int32 { port.answer("start_reason") }
@c(sleeve_restarts_in_vain)
func restartsInVain() -> Int32 { port.answer("restarts_in_vain") }
@c(sleeve_keep_restarts)
func keepRestarts(_ count: UInt32) { port.calls.append("keep \(count)") }
@c(sleeve_clock_ms)
func clockMs() -> UInt32 { port.clockMs }
@c(sleeve_unix_ms)
func unixMs() -> UInt64 { port.unixMs }
@c(sleeve_random)
func random() -> UInt32 { 1 }
@c(sleeve_log)
func log(_ text: Bytes, _ count: UInt32) { port.log.append(port.text(text, count)) }
@c(sleeve_fallback_font)
func fallbackFont() -> Bytes? { nil }
@c(sleeve_fallback_font_bytes)
func fallbackFontBytes() -> UInt32 { .max }
