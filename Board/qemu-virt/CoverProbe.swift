import CBoard
import CScript
import Firmware

/// The image in which of the core there is nothing but the cover pipe, from base64 to pixels: what
/// is linked of it is what it costs. It decodes the covers, and prints state and stack.
@c(app_main)
public func appMain() -> Int32 {
  AppDescriptor.announce()
  var decoder = CoverDecoder<PixelCounter>()
  var deepest: UInt32 = 0
  var isRight = true
  // The documents with covers are the first.
  for document in 0...SCRIPT_WORST {
    let cover = coverText(of: Documents.stored(document))
    let depth = StackMeter.depth { isRight = decoder.decode(cover) && isRight }
    deepest = max(deepest, depth)
  }
  Console.write("state ")
  Console.write(UInt32(truncatingIfNeeded: MemoryLayout<CoverDecoder<PixelCounter>>.size))
  Console.write("\n")
  StackMeter.report("stack ", deepest)
  return isRight ? 0 : 1
}

/// The characters of the cover: it is the document's last member, and has no escapes.
private func coverText(of document: StoredBytes) -> Span<UInt8> {
  let name: StaticString = "\"cover_rgb565\":\""
  let start = document.offset(of: name) + name.utf8CodeUnitCount
  var end = start
  while document.span[end] != UInt8(ascii: "\"") { end += 1 }
  return document.span.extracting(start..<end)
}

/// Counts pixels, in as little code as a sink can be.
private struct PixelCounter: CoverSink {
  var byteCount = 0

  @inline(never)
  mutating func beginCover(_ size: Size) throws(Never) { byteCount = 0 }

  @inline(never)
  mutating func write(_ pixels: Span<UInt8>) throws(Never) { byteCount += pixels.count }
}

extension CoverDecoder where Sink == PixelCounter {
  /// Decodes a whole cover in pieces, as a network delivers them; false where it is broken.
  @inline(never)
  fileprivate mutating func decode(_ text: Span<UInt8>) -> Bool {
    let size = Size(width: 240, height: 240)
    var sink = PixelCounter()
    begin(size)
    var offset = 0
    while offset < text.count {
      let piece = text.extracting(offset..<min(offset + 512, text.count))
      if take(piece, from: 0, to: &sink) < piece.count { return false }
      offset += piece.count
    }
    return finish(to: &sink) && sink.byteCount == Int(truncatingIfNeeded: size.area) * 2
  }
}
