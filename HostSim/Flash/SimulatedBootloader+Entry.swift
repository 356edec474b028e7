import Firmware

extension SimulatedBootloader {
  /// What an otadata entry says about its image. Other values than these may stand there: they count
  /// as neither new nor bad.
  public struct EntryState: RawRepresentable, Equatable, Sendable {
    public let rawValue: UInt32

    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Not started yet.
    public static let new = EntryState(rawValue: 0)
    /// Started once, not confirmed yet.
    public static let pendingVerify = EntryState(rawValue: 1)
    /// Confirmed.
    public static let valid = EntryState(rawValue: 2)
    /// Given up by the image itself.
    public static let invalid = EntryState(rawValue: 3)
    /// Started once and never confirmed.
    public static let aborted = EntryState(rawValue: 4)
    /// Without rollback.
    public static let undefined = EntryState(rawValue: .max)
  }

  /// One of the two entries of otadata, 32 bytes, little-endian: sequence number, label, state, CRC.
  ///
  /// Source: ESP-IDF, components/bootloader_support/include/esp_flash_partitions.h,
  /// `esp_ota_select_entry_t`.
  public struct Entry: Equatable, Sendable {
    public static let byteCount = 32

    public var sequence: UInt32
    /// 20 bytes that nobody reads.
    public var label: [UInt8]
    public var state: EntryState
    public var crc: UInt32

    /// An entry with an empty label and the right CRC.
    public init(sequence: UInt32, state: EntryState) {
      self.sequence = sequence
      label = [UInt8](repeating: 0xFF, count: 20)
      self.state = state
      crc = Self.crc(of: sequence)
    }

    /// Takes ``byteCount`` bytes apart, whatever they are.
    public init(_ bytes: ArraySlice<UInt8>) {
      let start = bytes.startIndex
      func word(_ offset: Int) -> UInt32 {
        (0..<4).reduce(0) { $0 | UInt32(bytes[start + offset + $1]) << UInt32(8 * $1) }
      }
      sequence = word(0)
      label = Array(bytes[start + 4..<start + 24])
      state = EntryState(rawValue: word(24))
      crc = word(28)
    }

    public var bytes: [UInt8] {
      littleEndian(sequence) + label + littleEndian(state.rawValue) + littleEndian(crc)
    }

    /// Whether its CRC is that of its sequence number; so it is not erased.
    var isIntact: Bool { sequence != .max && crc == Self.crc(of: sequence) }

    /// Whether it names no slot, or one that must not be started.
    var isInvalid: Bool { sequence == .max || state == .invalid || state == .aborted }

    var isValid: Bool { isIntact && !isInvalid }

    /// The slot that its sequence number names; 0, which wraps, names the second.
    public var slot: Slot { (sequence &- 1) % 2 == 0 ? .first : .second }

    /// The CRC of a sequence number's four bytes.
    ///
    /// The polynomial is that of zlib, reflected, and the result is inverted as there; the register
    /// begins at 0, though, for the ROM inverts the initial value FFFFFFFFh that it is given.
    public static func crc(of sequence: UInt32) -> UInt32 {
      // A register of 0 absorbs the first four bytes unchanged: only the division is left.
      var register = sequence
      for _ in 0..<32 { register = register >> 1 ^ (register & 1 == 0 ? 0 : 0xEDB8_8320) }
      return ~register
    }
  }
}

private func littleEndian(_ word: UInt32) -> [UInt8] {
  (0..<4).map { UInt8(truncatingIfNeeded: word >> UInt32(8 * $0)) }
}
