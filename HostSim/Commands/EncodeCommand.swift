import Foundation

/// `hostsim encode`: a picture file as a now-playing document.
enum EncodeCommand {
  static var command: Tool.Command {
    Tool.Command(
      name: "encode", summary: "prints a now-playing document with a picture",
      details: "IMAGE is a PNG or JPEG file. It is stretched to the size of the cover.",
      operands: "IMAGE",
      options: [
        Option("--width", "N", "columns of the cover, 1 to 320", default: .value("240")),
        Option("--height", "N", "rows of the cover, 1 to 320", default: .value("240")),
        Option("--title", "T", "title of the item", default: .words("the name of the file")),
        Option("--artist", "A", "artist of the item", default: .words("none")),
        Option("--album", "B", "album of the item", default: .words("none")),
      ], run: run)
  }

  private static func run(_ arguments: Arguments, _ console: Console) throws(CommandFailure) {
    let path = try arguments.onlyOperand("IMAGE")
    let width = try arguments.number("--width", in: Cover.sideRange)
    let height = try arguments.number("--height", in: Cover.sideRange)
    let cover = CoverEncoder.encode(try picture(path), width: width, height: height)
    let name = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
    let document = NowPlayingDocument(
      title: arguments.string("--title") ?? name, artist: arguments.string("--artist"),
      album: arguments.string("--album"), cover: cover,
      serverTimeMilliseconds: Int(Date().timeIntervalSince1970 * 1000))
    console.out(document.json(withCover: true))
  }

  static func picture(_ path: String) throws(CommandFailure) -> Picture {
    do throws(PictureError) {
      return try PictureFile.load(path: path)
    } catch {
      throw .failed("\(path): \(error)")
    }
  }
}
