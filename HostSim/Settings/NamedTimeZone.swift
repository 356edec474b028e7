import Foundation

/// Time zones by name, from the system's own files.
enum NamedTimeZone {
  /// Where systems keep them: Linux, the BSDs and macOS, and NixOS.
  private static let folders = [
    "/usr/share/zoneinfo", "/var/db/timezone/zoneinfo", "/etc/zoneinfo",
  ]
  /// More than any zone has.
  private static let bytesMax = 1 << 20

  /// The POSIX rule of a zone such as `Europe/Berlin`, for all times to come; nil where no zone is
  /// called so.
  ///
  /// It is the last line of the zone's file (RFC 8536 section 3.3).
  static func rule(_ name: String) -> String? {
    let isName = name.first?.isLetter == true && !name.contains("..")
    guard isName, name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return nil }
    let files = folders.lazy.compactMap {
      try? HostFile.read(path: "\($0)/\(name)", bytesMax: bytesMax)
    }
    guard let bytes = files.first, bytes.starts(with: "TZif".utf8), bytes.last == 0x0A else {
      return nil
    }
    let lines = bytes.dropLast().split(separator: 0x0A, omittingEmptySubsequences: false)
    return lines.last.flatMap { $0.isEmpty ? nil : String(decoding: $0, as: UTF8.self) }
  }
}
