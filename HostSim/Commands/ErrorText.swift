import Firmware

/// The core's typed errors in one line each, for a person.

extension JSONReason {
  var text: String { "\(description)" }
}

extension DocumentFault {
  var text: String { lineText { append(to: &$0) } }
}

extension GatewayFailure {
  var text: String { lineText { append(to: &$0) } }
}

extension DeviceEvent {
  var text: String { lineText { append(to: &$0) } }
}

extension SupervisorEvent {
  /// The line, as a console has it.
  var text: String { lineText { append(to: &$0) } }
}

extension UpdateEvent {
  var text: String { lineText { append(to: &$0) } }
}

extension Setting {
  var text: String { lineText { append(to: &$0) } }
}

private func lineText(_ append: (inout Limits.EventLine) -> Void) -> String {
  var line = Limits.EventLine()
  append(&line)
  return line.withBytes { bytes in
    String(decoding: bytes.indices.map { bytes[$0] }, as: UTF8.self)
  }
}

extension DocumentReason {
  var text: String {
    if case .cover(.sink(let failure)) = self { return "cover: \(describe(failure))" }
    return withoutSink.text
  }
}

extension DocumentError {
  var text: String { "byte \(offset): \(reason.text)" }
}

private func describe(_ failure: some Error) -> String {
  guard let failure = failure as? PanelError<SimulatedBusFailure> else { return "\(failure)" }
  return switch failure {
  case .bus(let bus): "the display bus failed at transfer \(bus.transferIndex)"
  case .notReady: "the panel is not ready"
  case .outside: "the picture is larger than the glass"
  }
}

extension String {
  /// Text that the firmware lends.
  init(_ bytes: Span<UInt8>) {
    self = bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
  }
}
