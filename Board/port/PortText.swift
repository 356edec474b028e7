import CPort
import Firmware

/// Texts that the board has.
enum PortText {
  /// A text of the port's; empty where it is absent.
  static func read<let capacity: Int>(_ text: Int) -> ShortText<capacity> {
    var storage = InlineArray<capacity, UInt8>(repeating: 0)
    var buffer = storage.mutableSpan
    let answer = unsafe buffer.withPortBytes { start, capacity in
      unsafe sleeve_board_text(UInt32(text), start, capacity)
    }
    if answer == SLEEVE_ABSENT { return ShortText() }
    do throws(PortFailure) {
      let count = try PortFailure.number(
        "sleeve_board_text", answer, upTo: Int32(truncatingIfNeeded: capacity))
      return storage.mutableSpan.withPrefix(Int(count)) { ShortText($0) }
    } catch {
      PortLog.failure("sleeve_board_text", error)
      return ShortText()
    }
  }
}

extension FirmwareIdentity {
  /// What the board says of the image that runs.
  static func fromPort() -> FirmwareIdentity {
    var version: Limits.VersionText = PortText.read(SLEEVE_TEXT_VERSION)
    var board: Limits.BoardName = PortText.read(SLEEVE_TEXT_BOARD)
    let number = version.withBytes { Version($0) }
    return board.withBytes {
      FirmwareIdentity(version: number, board: $0, securityVersion: sleeve_security_version())
    }
  }
}

extension FallbackFont {
  /// The board's; nil where it has none.
  static func fromPort() -> FallbackFont? {
    guard let start = unsafe sleeve_fallback_font() else { return nil }
    // Longer ones than the core takes are cut by it anyway.
    let count = min(sleeve_fallback_font_bytes(), 1 << 30)
    let font = unsafe FallbackFont(start: start, count: Int(truncatingIfNeeded: count))
    if font == nil { PortLog.write("font: none in its place") }
    return font
  }
}
