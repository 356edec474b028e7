/// The panel's words to its bus: sizes, order of bytes, and whose error it is.
extension Panel where Bus: ~Copyable {
  mutating func command(_ opcode: UInt8, _ parameters: Span<UInt8>) throws(Failure) {
    // Any command ends a memory write that was under way.
    windowCount &+= 1
    do throws(Bus.Failure) {
      try bus.command(opcode, parameters)
    } catch {
      throw .bus(error)
    }
  }

  mutating func send(_ opcode: UInt8) throws(Failure) {
    let none = InlineArray<1, UInt8>(repeating: 0)
    try command(opcode, none.span.extracting(0..<0))
  }

  mutating func send(_ opcode: UInt8, _ parameter: UInt8) throws(Failure) {
    let parameters: InlineArray<1, UInt8> = [parameter]
    try command(opcode, parameters.span)
  }

  /// Parameters of 16 bits go high byte first.
  mutating func send(_ opcode: UInt8, _ a: UInt16, _ b: UInt16) throws(Failure) {
    let parameters: InlineArray<4, UInt8> = [high(a), low(a), high(b), low(b)]
    try command(opcode, parameters.span)
  }

  mutating func send(pixels: Span<UInt8>) throws(Failure) {
    do throws(Bus.Failure) {
      try bus.pixels(pixels)
    } catch {
      throw .bus(error)
    }
  }

  mutating func setReset(_ level: PinLevel) throws(Failure) -> ResetPin {
    do throws(Bus.Failure) {
      return try bus.setReset(level)
    } catch {
      throw .bus(error)
    }
  }

  mutating func setBacklight(_ percent: UInt8) throws(Failure) {
    do throws(Bus.Failure) {
      try bus.setBacklight(percent: percent)
    } catch {
      throw .bus(error)
    }
  }
}

private func high(_ value: UInt16) -> UInt8 { UInt8(truncatingIfNeeded: value &>> 8) }
private func low(_ value: UInt16) -> UInt8 { UInt8(truncatingIfNeeded: value) }
