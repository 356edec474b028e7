import Encoder
import Foundation

/// `hostsim encode`: a picture file as a now-playing document.
enum EncodeCommand {
  static var command: Tool.Command {
    Tool.Command(
      name: "encode", summary: "prints a now-playing document with a picture",
      details: """
        IMAGE is a PNG or JPEG file. It becomes as large as fits into the size of the cover, its \
        proportions kept and nothing of it cut off.
        """,
      operands: "IMAGE",
      options: [
        Option("--width", "N", "most columns of the cover, 1 to 320", default: .value("240")),
        Option("--height", "N", "most rows of the cover, 1 to 320", default: .value("240")),
        Option(
          "--quality", "Q",
          "squared error that a byte may save, 1 to \(EncodedCover.qualityRange.upperBound): the "
            + "smaller, the finer and longer",
          default: .value("\(EncodedCover.defaultQuality)")),
        Option(
          "--lossless", "", "every pixel as it is",
          default: .words("as near as --quality says"), takes: .nothing),
        Option(
          "--verbose", "", "says what the picture takes, and how near it comes",
          default: .words("the document alone"), takes: .nothing),
        Option("--title", "T", "title of the item", default: .words("the name of the file")),
        Option("--artist", "A", "artist of the item", default: .words("none")),
        Option("--album", "B", "album of the item", default: .words("none")),
      ], run: run)
  }

  private static func run(_ arguments: Arguments, _ console: Console) throws(CommandFailure) {
    let path = try arguments.onlyOperand("IMAGE")
    let width = try arguments.number("--width", in: Cover.sideRange)
    let height = try arguments.number("--height", in: Cover.sideRange)
    let quality = try arguments.number("--quality", in: 1...EncodedCover.qualityRange.upperBound)
    let isLossless = arguments.given.contains("--lossless")
    if isLossless && arguments.given.contains("--quality") {
      throw .usage("--quality and --lossless exclude each other")
    }
    let encoded = try cover(path, width: width, height: height, quality: isLossless ? 0 : quality)
    let cover = Cover(encoded)
    if arguments.given.contains("--verbose") {
      let fidelity = encoded.decibels
      console.err(
        "\(path): \(cover.width) x \(cover.height) pixels, \(encoded.stream.count) bytes, "
          + "\(cover.base64.utf8.count) in base64, "
          + (fidelity.isFinite ? String(format: "%.1f dB", fidelity) : "every pixel as it is"))
    }
    let name = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
    var document = NowPlayingDocument(
      title: arguments.string("--title") ?? name, artist: arguments.string("--artist"),
      album: arguments.string("--album"), cover: cover,
      serverTimeMilliseconds: Int(Date().timeIntervalSince1970 * 1000))
    document.accent = "#" + String(format: "%06x", encoded.accent)
    console.out(document.json(withCover: true))
  }

  /// The picture at `path` as a gateway makes it; quality 0 is lossless.
  private static func cover(
    _ path: String, width: Int, height: Int, quality: Int
  ) throws(CommandFailure) -> EncodedCover {
    let file = try InputFile.read(path)
    do {
      return try EncodedCover(file.span, width: width, height: height, quality: quality)
    } catch {
      throw .failed("\(path): \(String(decoding: error.text, as: UTF8.self))")
    }
  }

  static func picture(_ path: String) throws(CommandFailure) -> Picture {
    do throws(PictureError) {
      return try PictureFile.load(path: path)
    } catch {
      throw .failed("\(path): \(error)")
    }
  }
}
