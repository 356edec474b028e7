import Foundation
import Testing

/// A file of the Unicode Character Database, as Debian's package `unicode-data` installs it.
enum UnicodeFile {
  static let folder = URL(fileURLWithPath: "/usr/share/unicode")

  /// Where systems have no such package, the tests of these files are left out.
  static var isExpected: Bool {
    #if os(Linux)
      true
    #else
      FileManager.default.fileExists(atPath: folder.path)
    #endif
  }

  static func text(_ name: String) throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }

  /// The fields of each line, comments left out.
  static func lines(_ name: String) throws -> [[Substring]] {
    try text(name).split(separator: "\n").compactMap { line in
      let fields = line.prefix { $0 != "#" }.split(
        separator: ";", omittingEmptySubsequences: false)
      let trimmed = fields.map { $0.drop { $0 == " " } }.map { field in
        Substring(String(field).trimmingCharacters(in: .whitespaces))
      }
      return trimmed.count > 1 ? trimmed : nil
    }
  }

  /// The values of a property, by code point.
  static func property(
    _ name: String, field: Int = 1, where isWanted: (Substring) -> Bool = { _ in true }
  ) throws -> [UInt32: String] {
    var values: [UInt32: String] = [:]
    for fields in try lines(name) where fields.count > field && isWanted(fields[field]) {
      let ends = fields[0].split(separator: ".").compactMap { UInt32($0, radix: 16) }
      guard let first = ends.first, let last = ends.last else { continue }
      for code in first...last { values[code] = String(fields[field]) }
    }
    return values
  }
}
