import Testing

@testable import Firmware

/// A sink that keeps what it gets, and can fail once.
struct CoverRecorder: CoverSink, ~Copyable {
  struct Refusal: Error, Equatable {}

  private(set) var sizes: [Size] = []
  private(set) var pixels: [UInt8] = []
  private(set) var calls = 0
  /// The number of calls after which the next one fails.
  let patience: Int
  private var hasFailed = false

  init(patience: Int = .max) { self.patience = patience }

  private mutating func call() throws(Refusal) {
    if hasFailed { Issue.record("called after it had failed") }
    hasFailed = calls == patience
    if hasFailed { throw Refusal() }
    calls += 1
  }

  mutating func beginCover(_ size: Size) throws(Refusal) {
    try call()
    sizes.append(size)
    pixels = []
  }

  mutating func write(_ bytes: Span<UInt8>) throws(Refusal) {
    if sizes.isEmpty { Issue.record("pixels of no picture") }
    if bytes.count == 0 || bytes.count % 2 != 0 { Issue.record("\(bytes.count) bytes") }
    try call()
    bytes.withUnsafeBufferPointer { pixels.append(contentsOf: $0) }
  }
}

/// What became of a cover string.
struct CoverDecoding: Equatable {
  var failure: CoverModel.Failure?
  /// The character that was wrong; nil if the string was right, or only ended too early.
  var failedAt: Int?
  var isRefusedBySink = false
  /// What reached the sink.
  var pixels: [UInt8] = []
  var beginCount = 0
  var calls = 0

  init(_ text: [UInt8], _ size: Size, cuts: [Int] = [], patience: Int = .max) {
    var decoder = CoverDecoder<CoverRecorder>()
    self.init(text, size, cuts: cuts, patience: patience, &decoder)
  }

  init(
    _ text: [UInt8], _ size: Size, cuts: [Int], patience: Int = .max,
    _ decoder: inout CoverDecoder<CoverRecorder>
  ) {
    var sink = CoverRecorder(patience: patience)
    decoder.begin(size)
    var fed = 0
    for chunk in chunks(text, cuts: cuts) {
      let end = decoder.take(chunk.span, from: 0, to: &sink)
      if end < chunk.count {
        failedAt = fed + end
        if decoder.take(chunk.span, from: end, to: &sink) != end {
          Issue.record("it went on behind an error")
        }
        break
      }
      fed += chunk.count
    }
    let isFinished = decoder.finish(to: &sink)
    switch decoder.failure {
    case nil: break
    case .badBase64: failure = .badBase64
    case .truncatedBase64: failure = .truncatedBase64
    case .tooManyPixels: failure = .tooManyPixels
    case .tooFewPixels: failure = .tooFewPixels
    case .sink: isRefusedBySink = true
    }
    if isFinished != (decoder.failure == nil) { Issue.record("the end and the failure differ") }
    pixels = sink.pixels
    beginCount = sink.sizes.count
    calls = sink.calls
    if sink.sizes.contains(where: { $0 != size }) { Issue.record("another size") }
  }

  /// Whether this is what the model says. Of a broken picture less may have reached the sink, since
  /// the decoder collects pixels.
  func agrees(with model: CoverModel) -> Bool {
    let isPixelsRight =
      model.failure == nil
      ? pixels == model.pixels && beginCount == 1
      : model.pixels.starts(with: pixels) && beginCount == (pixels.isEmpty ? 0 : 1)
    return failure == model.failure && failedAt == model.error?.at && isPixelsRight
      && !isRefusedBySink
  }
}
