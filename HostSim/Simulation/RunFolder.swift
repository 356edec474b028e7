import Foundation

/// A folder of numbered pictures, and a list in it of those that a run wrote.
///
/// By the list the next run knows what is its own to remove: files of that name with those bytes.
final class RunFolder {
  let path: String
  private let list: OutputFile

  private static let listName = ".hostsim-pictures"
  /// More than any picture of a panel has.
  private static let bytesMax = 1 << 26

  /// Makes the folder, and clears it of an earlier run's pictures.
  ///
  /// - Throws: where the folder holds another numbered picture; then nothing in it is touched.
  init(_ path: String) throws(CommandFailure) {
    self.path = path
    let files = FileManager.default
    let found: [String]
    do {
      try files.createDirectory(atPath: path, withIntermediateDirectories: true)
      found = try files.contentsOfDirectory(atPath: path).filter(Self.isNumbered).sorted()
    } catch {
      throw .failed("\(path): cannot be made a folder for pictures")
    }
    let listPath = "\(path)/\(Self.listName)"
    let text = (try? HostFile.read(path: listPath, bytesMax: Self.bytesMax)) ?? []
    let listed = Set(String(decoding: text, as: UTF8.self).split(separator: "\n").map(String.init))
    for name in found {
      let bytes = try? HostFile.read(path: "\(path)/\(name)", bytesMax: Self.bytesMax)
      guard let bytes, listed.contains(Self.line(name, bytes)) else {
        throw .failed(
          "\(path)/\(name): not written by a run: move it away, or name another folder by --out")
      }
    }
    for name in found { unlink("\(path)/\(name)") }
    do throws(PictureError) {
      list = try OutputFile(path: listPath)
    } catch {
      throw .failed("\(listPath): \(error)")
    }
  }

  /// Writes a picture, once the list has it: what a run leaves that was stopped is known too.
  func add(_ picture: Picture, as name: String) throws(CommandFailure) {
    do throws(PictureError) {
      let bytes = try PNGWriter.encode(picture)
      try list.write(Array("\(Self.line(name, bytes))\n".utf8))
      try HostFile.write(bytes, to: "\(path)/\(name)")
    } catch {
      throw .failed("\(path)/\(name): \(error)")
    }
  }

  /// `0001-boot.png` and the like.
  private static func isNumbered(_ name: String) -> Bool {
    let digits = name.prefix { $0.isASCII && $0.isNumber }
    return digits.count >= 4 && name.dropFirst(digits.count).hasPrefix("-")
      && name.hasSuffix(".png")
  }

  private static func line(_ name: String, _ bytes: [UInt8]) -> String {
    var hash = FNV1a()
    hash.combine(bytes)
    return "\(hash.hex) \(name)"
  }
}
