import CBoard
import CScript
import Firmware
import Reference

/// The bench's image: counts the instructions of each work, the core's and the reference's, and
/// prints a line for each: `bench <name> <side> <unit> <instructions> <units>`.
///
/// Initialisation, feeding in pieces of 512 bytes and finishing are all inside a count.
@c(app_main)
public func appMain() -> Int32 {
  AppDescriptor.announce()
  module_start()
  var bench = Bench()

  bench.cover("flat", Documents.stored(SCRIPT_FLAT).span)
  bench.cover("illustration", Documents.stored(SCRIPT_ILLUSTRATION).span)
  bench.cover("mid", Documents.stored(SCRIPT_MID).span)
  bench.cover("photo", Documents.stored(SCRIPT_PHOTO).span)
  bench.cover("worst", Documents.stored(SCRIPT_WORST).span)
  bench.metadata("json", Documents.metadata.span)
  bench.hash("sha256", Documents.stored(SCRIPT_PHOTO).span)

  BenchDevice.measure()

  return bench.allRight ? 0 : 1
}

/// Hands whole blocks to the sink of the reference: both sides pay the same for it.
private struct CountingSink: CoverSink {
  mutating func beginCover(_ size: Size) {}

  mutating func write(_ pixels: Span<UInt8>) {
    unsafe pixels.withUnsafeBufferPointer { bytes in
      guard let start = bytes.baseAddress else { return }
      unsafe sink_take(start, UInt32(bytes.count))
    }
  }
}

struct Bench {
  private static let pieceByteCount = 512
  private static let pixelCount: UInt32 = 240 * 240
  /// A document without a picture is short: the mean of many readings.
  private static let metadataReadings: UInt32 = 100

  /// Whether every work came to its right result.
  private(set) var allRight = true

  /// A document with its cover, from JSON to pixels.
  mutating func cover(_ name: StaticString, _ document: Span<UInt8>) {
    let sleeve = read(name, times: 1) { Self.coreReads(document) }
    Self.report(name, "sleeve", "instructions/pixel", sleeve, Self.pixelCount)
    let pictureHash = Self.hash { Self.coreReads(document) }

    let throughC = read(name, times: 1) { Self.moduleReads(document) }
    Self.report(name, "c", "instructions/pixel", throughC, Self.pixelCount)
    require(pictureHash == Self.hash { Self.moduleReads(document) }, name)

    let reference = read(name, times: 1) { Self.referenceReads(document) }
    Self.report(name, "reference", "instructions/pixel", reference, Self.pixelCount)
    require(sink_byte_count() == Self.pixelCount &* 2, name)
    require(pictureHash != nil, name)
    require(Self.hash { Self.referenceReads(document) } == pictureHash, name)
  }

  /// The JSON reader alone.
  mutating func metadata(_ name: StaticString, _ document: Span<UInt8>) {
    let byteCount = UInt32(document.count) &* Self.metadataReadings
    let sleeve = read(name, times: Self.metadataReadings) { Self.coreReads(document) }
    Self.report(name, "sleeve", "instructions/byte", sleeve, byteCount)
    let reference = read(name, times: Self.metadataReadings) {
      Self.referenceReads(document)
    }
    Self.report(name, "reference", "instructions/byte", reference, byteCount)
  }

  /// The digest of a long message.
  mutating func hash(_ name: StaticString, _ message: Span<UInt8>) {
    var digest = SHA256.Digest(bytes: [32 of UInt8](repeating: 0))
    let byteCount = UInt32(message.count)
    let instructions = Machine.instructions {
      var hash = SHA256()
      Self.inPieces(message) { hash.update($0) }
      digest = hash.finalize()
    }
    Self.report(name, "sleeve", "instructions/byte", instructions, byteCount)

    var expected = [32 of UInt8](repeating: 0)
    let referenceInstructions = Machine.instructions {
      Self.referenceHashes(message, into: &expected)
    }
    Self.report(name, "reference", "instructions/byte", referenceInstructions, byteCount)
    require(digest == SHA256.Digest(bytes: expected), name)
  }

  /// The instructions of that many readings, each of which must find the document valid.
  private mutating func read(
    _ name: StaticString, times: UInt32, _ reading: () -> Bool
  ) -> UInt32 {
    sink_reset(false)
    var allValid = true
    let instructions = Machine.instructions {
      for _ in 0..<times { allValid = reading() && allValid }
    }
    require(allValid, name)
    return instructions
  }

  /// The hash of the pixels of a reading, not for measuring; nil of a failed one.
  private static func hash(_ reading: () -> Bool) -> UInt32? {
    sink_reset(true)
    return reading() ? sink_hash() : nil
  }

  @inline(never)
  private static func coreReads(_ document: Span<UInt8>) -> Bool {
    var reader = NowPlayingReader<CountingSink>()
    var sink = CountingSink()
    var offset = 0
    do throws(DocumentError<Never>) {
      while offset < document.count {
        let end = min(offset &+ pieceByteCount, document.count)
        try reader.feed(document.extracting(offset..<end), to: &sink)
        offset = end
      }
      try reader.finish()
      return true
    } catch {
      return false
    }
  }

  /// The core through WebAssembly and C.
  private static func moduleReads(_ document: Span<UInt8>) -> Bool {
    unsafe document.withUnsafeBufferPointer { bytes in
      guard let start = bytes.baseAddress else { return false }
      return unsafe module_read(start, UInt32(bytes.count), UInt32(pieceByteCount)) == 1
    }
  }

  private static func referenceReads(_ document: Span<UInt8>) -> Bool {
    unsafe document.withUnsafeBufferPointer { bytes in
      guard let start = bytes.baseAddress else { return false }
      return unsafe reference_read(start, UInt32(bytes.count), UInt32(pieceByteCount))
    }
  }

  private static func referenceHashes(_ message: Span<UInt8>, into digest: inout [32 of UInt8]) {
    var output = digest.mutableSpan
    unsafe output.withUnsafeMutableBufferPointer { output in
      unsafe message.withUnsafeBufferPointer { bytes in
        guard let start = bytes.baseAddress, let target = output.baseAddress else { return }
        unsafe reference_sha256(start, UInt32(bytes.count), target)
      }
    }
  }

  /// Calls `work` with one piece of `bytes` after another, as a network delivers them.
  @inline(__always)
  private static func inPieces(_ bytes: Span<UInt8>, _ work: (Span<UInt8>) -> Void) {
    var offset = 0
    while offset < bytes.count {
      let end = min(offset &+ pieceByteCount, bytes.count)
      work(bytes.extracting(offset..<end))
      offset = end
    }
  }

  static func report(
    _ name: StaticString, _ side: StaticString, _ unit: StaticString, _ instructions: UInt32,
    _ unitCount: UInt32
  ) {
    Console.write("bench ")
    Console.write(name)
    Console.write(" ")
    Console.write(side)
    Console.write(" ")
    Console.write(unit)
    Console.write(" ")
    Console.write(instructions)
    Console.write(" ")
    Console.write(unitCount)
    Console.write("\n")
  }

  /// Notes and says it when a work's result was wrong: its count would mean nothing.
  private mutating func require(_ holds: Bool, _ name: StaticString) {
    guard !holds else { return }
    allRight = false
    Console.write("wrong result: ")
    Console.write(name)
    Console.write("\n")
  }
}
