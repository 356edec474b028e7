import Firmware

// What the bench calls: a document from its first byte to its last, with its cover, in pieces.

@c(bench_piece)
public func pieceStart() -> UnsafeMutablePointer<UInt8>? {
  var bytes = unsafe piece.mutableSpan
  return unsafe bytes.withUnsafeMutableBufferPointer { $0.baseAddress }
}

@c(bench_begin)
public func begin() { unsafe reader = NowPlayingReader() }

/// Whether the piece is valid so far, 1 or 0.
@c(bench_feed)
public func feed(_ count: UInt32) -> UInt32 {
  var sink = ModuleSink()
  var bytes = unsafe piece.mutableSpan
  return unsafe bytes.withUnsafeMutableBufferPointer { buffer in
    let count = min(Int(truncatingIfNeeded: count), buffer.count)
    do throws(DocumentError<Never>) {
      unsafe try reader.feed(Span(_unsafeElements: buffer).extracting(0..<count), to: &sink)
      return 1
    } catch {
      return 0
    }
  }
}

/// Whether the document was whole, 1 or 0.
@c(bench_finish)
public func finish() -> UInt32 {
  do throws(DocumentError<Never>) {
    unsafe try reader.finish()
    return 1
  } catch {
    return 0
  }
}
