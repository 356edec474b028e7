/// Lines on the console, in the SDK's own format.
///
/// Embedded Swift makes a `String` for a C parameter; these take constants alone.
enum Log {
  static func write(_ text: StaticString) {
    unsafe board_log(characters(text))
  }

  static func write(_ text: StaticString, _ number: Int32) {
    unsafe board_log_number(characters(text), number)
  }

  static func write(_ text: StaticString, _ value: StaticString) {
    unsafe board_log_text(characters(text), characters(value))
  }

  /// Says what failed and why.
  static func write(_ what: StaticString, _ error: SDKError) {
    unsafe board_log_failure(characters(what), error.code)
  }

  /// Says what happened to the device.
  static func write(_ event: DeviceEvent) {
    var line = Limits.EventLine()
    event.append(to: &line)
    write(&line)
  }

  /// Says what a setting has to be that has a wrong value.
  static func write(refused setting: Setting) {
    var line = Limits.EventLine()
    line.append("setting with a wrong value: ")
    setting.append(to: &line)
    line.append("; the default counts")
    write(&line)
  }

  /// Says what is done about a device that does not get on.
  static func write(_ event: SupervisorEvent) {
    var line = Limits.EventLine()
    event.append(to: &line)
    write(&line)
  }

  /// Says what happened to an update.
  static func write(_ event: UpdateEvent) {
    var line = Limits.EventLine()
    line.append("update: ")
    event.append(to: &line)
    write(&line)
  }

  private static func write(_ line: inout Limits.EventLine) {
    line.withBytes { bytes in
      unsafe bytes.withUnsafeBufferPointer { buffer in
        if let start = buffer.baseAddress { unsafe board_log_bytes(start, buffer.count) }
      }
    }
  }

  /// The text as C has it: a `StaticString` ends in a zero that it does not count.
  @unsafe static func characters(_ text: StaticString) -> UnsafePointer<CChar> {
    unsafe UnsafeRawPointer(text.utf8Start).assumingMemoryBound(to: CChar.self)
  }
}
