#if canImport(Encoder)
  @testable import Encoder
#endif

/// No JPEG traps the decoder, and a picture that is read is whole.
///
/// The first byte says the scale; the rest is the file.
func fuzzJPEG(_ bytes: [UInt8]) {
  guard bytes.count > 4 else { return }
  let file = Array(bytes[1...])
  var sink = RowCounter()
  do throws(PictureError) {
    let decoder = try JPEGDecoder(file.span)
    // Large pictures are slow, and no other.
    guard decoder.frame.width * decoder.frame.height <= 1 << 16 else { return }
    try decoder.decode(file.span, scale: Int(bytes[0] & 7) + 1, into: &sink)
    require(sink.rows == sink.height, "a picture that is not whole")
  } catch {
    require(0...file.count ~= error.at, "an error outside of the file")
    require(sink.rows < max(sink.height, 1), "an error behind the picture")
  }
}

private struct RowCounter: RowSink {
  var width = 0
  var height = 0
  var rows = 0

  mutating func begin(width: Int, height: Int) { (self.width, self.height) = (width, height) }

  mutating func row(_ rgb: Span<UInt8>) {
    require(rgb.count == width * 3, "a row of another width")
    rows += 1
  }
}
