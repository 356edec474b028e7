extension ST7789Model {
  /// Ends the command before: says so if it lacks parameters or half a pixel.
  func endStream() {
    switch stream {
    case .parameters(let opcode, let count, let received):
      record(.missingParameters(opcode: opcode, expected: count, received: received))
    case .memoryWrite(let write):
      if write.highByte != nil { record(.incompletePixel) }
    case .idle, .ignored: break
    }
  }

  /// Takes a new command byte.
  func begin(_ opcode: UInt8) {
    guard let description = Self.describe(opcode) else {
      record(.unknownCommand(opcode: opcode))
      stream = .ignored
      return
    }
    switch description.kind {
    case .read:
      record(.readWithoutDataLine(opcode: opcode))
      stream = .ignored
    case .memoryWrite:
      openMemoryWrite(opcode)
    case .write where description.parameterCount == 0:
      stream = .idle(lastOpcode: opcode)
      execute(opcode)
    case .write:
      stream = .parameters(opcode: opcode, count: description.parameterCount, received: 0)
    }
  }

  /// Stores parameter bytes as they come, and finishes the command with the last.
  func storeParameters(_ bytes: [UInt8], of opcode: UInt8, count: Int, received: Int) {
    let taken = min(bytes.count, count - received)
    for index in 0..<taken {
      registers.store(bytes[index], of: opcode, at: received + index, count: count)
    }
    guard received + taken == count else {
      stream = .parameters(opcode: opcode, count: count, received: received + taken)
      return
    }
    stream = .idle(lastOpcode: opcode)
    finish(opcode)
    if bytes.count > taken { record(.unexpectedData(after: opcode)) }
  }

  /// Acts on a command without parameters.
  private func execute(_ opcode: UInt8) {
    switch opcode {
    case Opcode.softwareReset: softwareReset()
    case Opcode.sleepIn: changeSleep(asleep: true)
    case Opcode.sleepOut: changeSleep(asleep: false)
    case Opcode.partialOn:
      mode.isPartial = true
      mode.isScrolling = false
    case Opcode.normalOn:
      mode.isPartial = false
      mode.isScrolling = false
    case Opcode.inversionOff: mode.isInverted = false
    case Opcode.inversionOn: mode.isInverted = true
    case Opcode.displayOff: mode.isOn = false
    case Opcode.displayOn: mode.isOn = true
    case Opcode.tearingEffectOff: mode.tearingEffect = .off
    case Opcode.idleOff: mode.isIdle = false
    case Opcode.idleOn: mode.isIdle = true
    default: break
    }
  }

  /// Acts on a command whose parameters are complete.
  private func finish(_ opcode: UInt8) {
    switch opcode {
    case Opcode.columnAddress, Opcode.rowAddress, Opcode.addressMode: pointer = nil
    case Opcode.scrollDefinition:
      let scroll = registers.scroll
      if !scroll.isDefinitionValid {
        record(.scrollAreasDoNotFit(sum: scroll.topFixed + scroll.area + scroll.bottomFixed))
      }
    case Opcode.scrollStart:
      let scroll = registers.scroll
      if !scroll.isStartValid { record(.scrollStartOutsideArea(scroll.start)) }
      mode.isScrolling = true
      mode.isPartial = false
    case Opcode.tearingEffectOn:
      let everyLine = (registers[opcode]?[0] ?? 0) & 1 != 0
      mode.tearingEffect = everyLine ? .allBlanking : .verticalBlanking
    default: break
    }
  }

  private func softwareReset() {
    timing.softwareReset(at: commandEnd)
    registers = registers.afterSoftwareReset()
    mode = DisplayMode()
    pointer = nil
  }

  /// SLPIN and SLPOUT: neither has an effect in the mode that it asks for, but the next command
  /// must wait all the same.
  private func changeSleep(asleep: Bool) {
    if asleep {
      timing.sleepIn(at: commandEnd, wasAwake: !mode.isAsleep)
    } else {
      timing.sleepOut(at: commandEnd, wasAsleep: mode.isAsleep)
    }
    mode.isAsleep = asleep
  }

  /// When the last bit of a command's byte that begins now has been on the wire.
  private var commandEnd: UInt64 { clock.nanoseconds + 8 * bitNanoseconds }
}
