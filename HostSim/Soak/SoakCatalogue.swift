import Firmware
import Foundation

/// What can play in a soak, and the pictures of it.
struct SoakCatalogue: Sendable {
  struct Item: Sendable {
    let document: NowPlayingDocument
    /// The members of the picture and the closing bracket, as JSON; nil without a picture.
    let coverTail: [UInt8]?
    /// Whether its texts run through their place, so that the moment shows on the glass.
    let isLong: Bool
  }

  /// The same in every run; the pictures are made once.
  static let shared = SoakCatalogue()

  let items: [Item]

  private init() {
    let covers = [
      CoverEncoder.encode(
        ShippedPictures.evening, width: SoakRun.place.width, height: SoakRun.place.height),
      CoverEncoder.encode(ShippedPictures.city, width: 240, height: 240),
      Self.cover(side: SoakRun.place.width, bands: 3), Self.cover(side: 240, bands: 40),
      Self.cover(side: 200, bands: 11), Self.cover(side: 64, bands: 5),
    ]
    let long = "A name that goes on for longer than any glass of this kind is wide"
    items = [
      Self.item("Lantern Hours", "The Tin Parade", nil, covers[0], 214_000),
      Self.item("Short", "One", nil, covers[2], 31_000),
      Self.item(long, "The Tin Parade", "Evenings In", covers[1], 187_500),
      Self.item("夜に駆ける", "東京", nil, covers[3], 260_000),
      Self.item("Same picture", "The Tin Parade", nil, covers[0], 198_000),
      Self.item("No picture", "Nobody", nil, nil, 240_000),
      Self.item("Radio", "On the air", nil, covers[4], nil),
      Self.item("سلام", "عربي", nil, covers[5], 305_000),
      Self.item(nil, nil, nil, nil, 30_000, .ad),
      Self.item("Why clocks drift", "Slow", nil, covers[1], 5_025_000, .episode),
      Self.item("demo_take_3.wav", nil, nil, covers[5], 95_000, .local),
    ]
  }

  private static func item(
    _ title: String?, _ artist: String?, _ album: String?, _ cover: Cover?, _ durationMs: Int?,
    _ kind: NowPlayingDocument.Kind = .track
  ) -> Item {
    var document = NowPlayingDocument(
      title: title, artist: artist, album: album, cover: cover,
      serverTimeMilliseconds: GatewayProgram.epochMs)
    document.kind = kind
    document.durationMilliseconds = durationMs
    document.accent = cover == nil ? nil : "#c08040"
    let tail = cover.map { cover in
      Array(
        """
        ,"cover_width":\(cover.width),"cover_height":\(cover.height),"cover_encoding":"rle",\
        "cover_rgb565":"\(cover.base64)"}
        """.utf8)
    }
    return Item(document: document, coverTail: tail, isLong: (title ?? "").count > 40)
  }

  /// Bands of colour, each a little wider than the one before.
  private static func cover(side: Int, bands: Int) -> Cover {
    var picture = Picture(width: side, height: side)
    for y in 0..<side {
      for x in 0..<side {
        let band = (x * x / side + y) * bands / (2 * side)
        picture[x, y] = (UInt8(band * 37 & 255), UInt8(band * 91 & 255), UInt8(band * 17 & 255))
      }
    }
    return CoverEncoder.encode(picture, width: side, height: side)
  }
}

extension SoakCatalogue.Item {
  /// The document as a gateway sends it.
  func json(_ document: NowPlayingDocument, withCover: Bool) -> [UInt8] {
    let bytes = Array(document.json(withCover: false).utf8)
    guard withCover, let coverTail else { return bytes }
    return bytes.dropLast() + coverTail
  }

  /// What the panel's memory holds where the picture stands, row by row; empty without one. Decoded
  /// anew each time.
  var pixels: [UInt16] {
    guard let cover = document.cover, let stream = Data(base64Encoded: cover.base64) else {
      return []
    }
    var pixels: [UInt16] = []
    var index = stream.startIndex
    func pixel(at index: Int) -> UInt16 { UInt16(stream[index]) << 8 | UInt16(stream[index + 1]) }
    while index < stream.endIndex {
      let count = Int(stream[index] & 0x7F) + 1
      let isRun = stream[index] & 0x80 != 0
      for offset in 0..<count { pixels.append(pixel(at: index + 1 + (isRun ? 0 : 2 * offset))) }
      index += 1 + 2 * (isRun ? 1 : count)
    }
    return pixels
  }
}
