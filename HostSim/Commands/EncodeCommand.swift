import Foundation

/// `hostsim encode`: a picture file as a now-playing document.
enum EncodeCommand {
  static var command: Tool.Command {
    Tool.Command(
      name: "encode",
      usage: "encode IMAGE [--width 240] [--height 240] [--title T] [--artist A] [--album B]",
      about: "Prints a complete now-playing document with the PNG or JPEG file IMAGE as its cover.",
      run: run)
  }

  private static func run(_ words: [String], _ console: Console) throws(CommandFailure) {
    let arguments = try Arguments(
      words, options: ["--width", "--height", "--title", "--artist", "--album"])
    let path = try arguments.onlyOperand("IMAGE")
    let width = try arguments.integer("--width", in: Cover.sideRange, default: 240)
    let height = try arguments.integer("--height", in: Cover.sideRange, default: 240)
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
