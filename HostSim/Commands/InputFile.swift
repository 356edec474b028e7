/// Files that commands read.
enum InputFile {
  /// More than any document has, less than this machine.
  private static let bytesMax = 1 << 30

  static func read(_ path: String) throws(CommandFailure) -> [UInt8] {
    do throws(PictureError) {
      return try HostFile.read(path: path, bytesMax: bytesMax)
    } catch {
      throw .failed("\(path): \(error)")
    }
  }
}
