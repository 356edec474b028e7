import Foundation

/// Whole files, read with a bound and written in one step.
///
/// Whatever writes a file goes through here: an ordinary file is replaced or emptied, anything else
/// (a device, a pipe, the file behind a link) is written into and stays what it is.
enum HostFile {
  /// In a path's stead: standard input, or standard output.
  static let standardStream = "-"

  /// All bytes of the file at `path`, which may be a pipe or a device.
  ///
  /// - Throws: `.unreadable`, or `.fileTooLong` as soon as more than `bytesMax` bytes have come.
  static func read(path: String, bytesMax: Int) throws(PictureError) -> [UInt8] {
    let isStream = path == standardStream
    guard let file = isStream ? fdopen(dup(STDIN_FILENO), "rb") : fopen(path, "rb") else {
      throw .unreadable(reason: lastReason())
    }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&block, 1, block.count, file)
      bytes += block[..<count]
      guard bytes.count <= bytesMax else { throw .fileTooLong }
      if count == block.count { continue }
      guard ferror(file) == 0 else { throw .unreadable(reason: lastReason()) }
      return bytes
    }
  }

  /// Makes `bytes` the contents of `path`. Of an ordinary file nobody ever sees a part: a new file in
  /// the same folder takes them, then takes the name, the mode and the owner.
  ///
  /// - Throws: `.unwritable`; then an ordinary file is as it was.
  static func write(_ bytes: [UInt8], to path: String) throws(PictureError) {
    var status = stat()
    let isThere = stat(path, &status) == 0
    if path == standardStream || isThere && status.st_mode & S_IFMT != S_IFREG {
      return try OutputFile(path: path).write(bytes)
    }
    try replace(target(of: path), bytes, status: isThere ? status : nil)
  }

  private static func replace(
    _ path: String, _ bytes: [UInt8], status: stat?
  ) throws(PictureError) {
    let random = String(UInt64.random(in: 0 ... .max), radix: 36)
    let temporaryPath = "\(folder(of: path)).hostsim-\(random).tmp"
    let file = try OutputFile(path: temporaryPath, flags: O_EXCL)
    do throws(PictureError) {
      if let status { file.adopt(status) }
      try file.write(bytes)
      try file.close()
      guard rename(temporaryPath, path) == 0 else { throw .unwritable(reason: lastReason()) }
    } catch {
      unlink(temporaryPath)
      throw error
    }
  }

  /// Where `path` leads, link by link; what the last names need not be there.
  private static func target(of path: String) -> String {
    var path = path
    // As many links as Linux follows.
    for _ in 0..<40 {
      let link = try? FileManager.default.destinationOfSymbolicLink(atPath: path)
      guard let link else { break }
      path = link.hasPrefix("/") ? link : folder(of: path) + link
    }
    return path
  }

  /// With the slash behind it; empty for a bare name.
  private static func folder(of path: String) -> Substring {
    path[..<(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)]
  }

  /// The operating system's words for the call that has just failed.
  static func lastReason() -> String { String(cString: strerror(errno)) }
}
