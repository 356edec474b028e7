/// The chunks of a PNG file, walked once before anything is unpacked.
///
/// Damage is taken as libpng takes it, and with it most browsers: a bad check sum is an error in a
/// critical chunk, and otherwise as if the chunk were not there. What follows IEND is not looked at.
/// Source: PNG Specification (Third Edition), sections 5 "Datastream structure", 11 "Chunk
/// specifications", 13.2 "Error handling".
struct PNGChunks {
  static let signature: [8 of UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
  /// Length and type before a chunk's data; check sum after it.
  private static let prefixBytes = 8
  private static let suffixBytes = 4

  let header: PNGHeader
  /// Data of PLTE, tRNS and eXIf in the file; empty where there is none.
  private(set) var palette = 0..<0
  private(set) var transparency = 0..<0
  private(set) var exif = 0..<0
  /// Where the first chunk of picture data begins.
  private(set) var dataStart = 0
  /// Where the chunks of picture data end that follow each other from there.
  private(set) var dataEnd = 0

  init(_ file: Span<UInt8>) throws(PictureError) {
    for at in Self.signature.indices {
      guard at < file.count else { throw .end(file) }
      guard file[at] == Self.signature[at] else {
        throw PictureError(.damaged, "bad PNG signature", at: at)
      }
    }
    let sums = PNGCheckSum()
    let first = try Chunk(file, at: Self.signature.count)
    guard file.has("IHDR", at: first.at + 4), first.data.count == 13 else {
      throw PictureError(.damaged, "no PNG header where it must stand", at: first.at)
    }
    guard first.isSound(file, sums) else { throw first.badSum }
    header = try PNGHeader(file, at: first.data.lowerBound)
    var at = first.end
    while true {
      let chunk = try Chunk(file, at: at)
      at = chunk.end
      guard chunk.isSound(file, sums) else {
        if chunk.isCritical(file) { throw chunk.badSum }
        continue
      }
      if file.has("IEND", at: chunk.at + 4) { break }
      try take(chunk, file)
    }
    guard dataEnd > 0 else { throw PictureError(.damaged, "no picture data before this", at: at) }
  }

  private mutating func take(_ chunk: Chunk, _ file: Span<UInt8>) throws(PictureError) {
    let type = chunk.at + 4
    if file.has("IDAT", at: type) {
      guard header.color != .palette || !palette.isEmpty else {
        throw PictureError(.damaged, "picture data before its palette", at: chunk.at)
      }
      if dataEnd == 0 { dataStart = chunk.at }
      if dataEnd == 0 || dataEnd == chunk.at { dataEnd = chunk.end }
    } else if file.has("PLTE", at: type) {
      try takePalette(chunk)
    } else if file.has("tRNS", at: type) {
      // Out of its place or of another length it says nothing.
      if dataEnd == 0, isTransparency(chunk.data.count) { transparency = chunk.data }
    } else if file.has("eXIf", at: type) {
      exif = chunk.data
    } else if chunk.isCritical(file) {
      throw PictureError(
        .damaged, "a second PNG header, or a critical chunk that is not known", at: chunk.at)
    }
  }

  private mutating func takePalette(_ chunk: Chunk) throws(PictureError) {
    let isUsed = header.color == .palette
    guard isUsed else { return }
    guard palette.isEmpty else { throw PictureError(.damaged, "a second palette", at: chunk.at) }
    guard 3...768 ~= chunk.data.count, chunk.data.count % 3 == 0 else {
      throw PictureError(.damaged, "a palette of a wrong length", at: chunk.at)
    }
    palette = chunk.data
  }

  private func isTransparency(_ count: Int) -> Bool {
    switch header.color {
    case .gray: count == 2
    case .rgb: count == 6
    case .palette: 1...max(1, palette.count / 3) ~= count && !palette.isEmpty
    case .grayAlpha, .rgbAlpha: false
    }
  }

  /// Data of the chunk of picture data at `at`, which has been walked.
  static func data(_ file: Span<UInt8>, at: Int) -> Range<Int> {
    let start = at &+ prefixBytes
    return start..<start &+ Int(truncatingIfNeeded: file.big32(at))
  }

  /// Where the chunk behind `data` begins.
  static func next(after data: Range<Int>) -> Int { data.upperBound &+ suffixBytes }

  private struct Chunk {
    let at: Int
    let data: Range<Int>

    var end: Int { data.upperBound &+ suffixBytes }
    var badSum: PictureError {
      PictureError(.damaged, "bad check sum of a PNG chunk", at: data.upperBound)
    }

    init(_ file: Span<UInt8>, at: Int) throws(PictureError) {
      let room = file.count &- at &- prefixBytes &- suffixBytes
      guard room >= 0 else { throw .end(file) }
      for index in at &+ 4..<at &+ 8 {
        let letter = file[index] | 0x20
        guard UInt8(ascii: "a")...UInt8(ascii: "z") ~= letter else {
          throw PictureError(.damaged, "no PNG chunk begins like this", at: at)
        }
      }
      let count = file.big32(at)
      guard count <= UInt32(room) else { throw .end(file) }
      self.at = at
      data = at &+ prefixBytes..<at &+ prefixBytes &+ Int(truncatingIfNeeded: count)
    }

    /// A chunk that no reader may pass over: bit 5 of its first letter.
    func isCritical(_ file: Span<UInt8>) -> Bool { file[at &+ 4] & 0x20 == 0 }

    func isSound(_ file: Span<UInt8>, _ sums: PNGCheckSum) -> Bool {
      sums.sum(file, at &+ 4..<data.upperBound) == file.big32(data.upperBound)
    }
  }
}
