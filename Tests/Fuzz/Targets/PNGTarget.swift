#if canImport(Encoder)
  @testable import Encoder
#endif

/// No PNG traps the decoder, where its data part changes nothing, and what packets show of a picture
/// is as large as the picture.
///
/// The input is a file as it is; or, since no fuzzer makes check sums, the parts of one: the first
/// bytes say what kind of picture, how long palette and tRNS are, and where the data part.
func fuzzPNG(_ bytes: [UInt8]) {
  guard bytes.count >= 8 else { return }
  if bytes[0] == 0x89 {
    _ = cover(bytes)
    return
  }
  let whole = cover(file(bytes, partsDataAt: bytes.count))
  let parted = cover(file(bytes, partsDataAt: Int(bytes[7])))
  require((whole == nil) == (parted == nil), "where data part changes the verdict")
  require(whole?.stream == parted?.stream, "where data part changes the picture")
}

private func cover(_ file: [UInt8]) -> EncodedCover? {
  guard let cover = try? EncodedCover(file.span, width: 24, height: 16, quality: 50) else {
    return nil
  }
  require(cover.pixels.count == cover.width * cover.height, "a picture that is not whole")
  var shown = 0
  var at = 0
  while at < cover.stream.count {
    let length = Int(cover.stream[at] & 0x7F) + 1
    shown += length
    at += cover.stream[at] & 0x80 != 0 ? 3 : 1 + 2 * length
  }
  require(at == cover.stream.count && shown == cover.pixels.count, "packets of another size")
  return cover
}

private func file(_ input: [UInt8], partsDataAt split: Int) -> [UInt8] {
  let kinds: [(UInt8, UInt8)] = [
    (0, 1), (0, 2), (0, 4), (0, 8), (0, 16), (2, 8), (2, 16), (3, 1), (3, 2), (3, 4), (3, 8),
    (4, 8),
    (4, 16), (6, 8), (6, 16), (5, 3),
  ]
  let (color, depth) = kinds[Int(input[0] & 15)]
  let isInterlaced = input[0] >> 4 & 1
  let size = [0, 0, 0, input[1], 0, 0, input[2] & 1, input[3]]
  var rest = input[8...]
  let palette = Array(rest.prefix(Int(input[4])))
  rest = rest.dropFirst(palette.count)
  let transparency = Array(rest.prefix(Int(input[5] & 63)))
  rest = rest.dropFirst(transparency.count)
  var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
  add("IHDR", size + [depth, color, 0, 0, isInterlaced], to: &file)
  if !palette.isEmpty { add("PLTE", palette, to: &file) }
  if !transparency.isEmpty { add("tRNS", transparency, to: &file) }
  add("IDAT", Array(rest.prefix(split)), to: &file)
  if split < rest.count { add("IDAT", Array(rest.dropFirst(split)), to: &file) }
  add("IEND", [], to: &file)
  return file
}

private func add(_ type: StaticString, _ data: [UInt8], to file: inout [UInt8]) {
  func word(_ value: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(value >> (24 - 8 * UInt32($0)) & 0xFF) }
  }
  var body: [UInt8] = []
  body.add(type)
  body += data
  file += word(UInt32(data.count)) + body
  file += word(PNGCheckSum().sum(body.span, 0..<body.count))
}
