/// An entry of otadata, 32 bytes: sequence (4), label (20, unused), state (4), CRC-32 (4).
///
/// The CRC is over the sequence alone and goes on from FFFFFFFFh, as the chip's ROM has it. It is
/// the last to be written, so that an entry of which a part is missing does not pass.
struct OTAEntry {
  /// Counts what was selected, from 1 on; odd ones select the first slot. All ones: none.
  let sequence: UInt32
  let state: OTAState
  /// Whether it is what somebody wrote.
  let isIntact: Bool

  /// None.
  init() {
    sequence = .max
    state = .undefined
    isIntact = false
  }

  init(sequence: UInt32, state: OTAState) {
    self.sequence = sequence
    self.state = state
    isIntact = true
  }

  init(parsing bytes: [32 of UInt8]) {
    let span = bytes.span
    sequence = span.word(at: 0)
    state = OTAState(rawValue: span.word(at: 24)) ?? .undefined
    isIntact = sequence != .max && span.word(at: 28) == Self.crc(of: sequence)
  }

  var bytes: [32 of UInt8] {
    var bytes = [32 of UInt8](repeating: 0xFF)
    var span = bytes.mutableSpan
    span.put(sequence, at: 0)
    span.put(state.rawValue, at: 24)
    span.put(Self.crc(of: sequence), at: 28)
    return bytes
  }

  var slot: Slot { sequence & 1 == 1 ? .first : .second }

  /// Whether the bootloader lets it decide.
  var canDecide: Bool { isIntact && state != .invalid && state != .aborted }

  private static func crc(of sequence: UInt32) -> UInt32 {
    var crc = CRC32(continuing: .max)
    for index in 0..<4 {
      crc.add(
        UInt8(truncatingIfNeeded: sequence &>> UInt32(truncatingIfNeeded: index &* 8)))
    }
    return crc.value
  }
}

/// How the image fares that an entry selects: `esp_ota_img_states_t`.
enum OTAState: UInt32 {
  /// To be tried out at the next start.
  case new = 0
  /// Being tried out; the next start gives it up.
  case pendingVerify = 1
  case valid = 2
  case invalid = 3
  /// Was tried out and not confirmed.
  case aborted = 4
  /// Never said, as with a bootloader without rollback.
  case undefined = 0xFFFF_FFFF

  var isTrial: Bool { self == .new || self == .pendingVerify }
}
