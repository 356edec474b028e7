import CBench
import Firmware

/// Hands whole blocks to the bench.
struct ModuleSink: CoverSink {
  mutating func beginCover(_ size: Size) {}

  mutating func write(_ pixels: Span<UInt8>) {
    unsafe pixels.withUnsafeBufferPointer { bytes in
      guard let start = bytes.baseAddress else { return }
      unsafe bench_sink(start, UInt32(truncatingIfNeeded: bytes.count))
    }
  }
}

/// Where the bench puts the next piece of the document.
nonisolated(unsafe) var piece = [512 of UInt8](repeating: 0)
nonisolated(unsafe) var reader = NowPlayingReader<ModuleSink>()
