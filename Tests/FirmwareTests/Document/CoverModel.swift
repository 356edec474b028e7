@testable import Firmware

/// A cover string, decoded at leisure: base64 first, then packet after packet into an array.
struct CoverModel {
  enum Failure: Equatable { case badBase64, truncatedBase64, tooManyPixels, tooFewPixels }

  /// The picture's bytes, as far as they go.
  private(set) var pixels: [UInt8] = []
  /// What is wrong with a character, and which one.
  private(set) var error: (failure: Failure, at: Int)?
  /// What is wrong with the string ending where it does.
  private(set) var endFailure: Failure?

  init(_ text: [UInt8], _ size: Size) {
    let base64 = Base64Model(text)
    let total = Int(size.area)
    var announced = 0
    var bytes = base64.bytes[...]
    var isWhole = true
    while let header = bytes.first {
      announced += Int(header & 0x7F) + 1
      if announced > total {
        // Its quantum of four characters is judged when it is complete.
        error = (.tooManyPixels, bytes.startIndex / 3 * 4 + 3)
        return
      }
      bytes = bytes.dropFirst()
      let length = Int(header & 0x7F) + 1
      let isRun = header & 0x80 != 0
      let value = bytes.prefix(isRun ? 2 : length * 2)
      isWhole = value.count == (isRun ? 2 : length * 2)
      if !isRun {
        pixels += value
      } else if isWhole {
        for _ in 0..<length { pixels += value }
      }
      bytes = bytes.dropFirst(value.count)
    }
    if let failedAt = base64.failedAt {
      error = (.badBase64, failedAt)
    } else if !base64.isComplete {
      endFailure = .truncatedBase64
    } else if announced < total || !isWhole {
      endFailure = .tooFewPixels
    }
  }

  var failure: Failure? { error?.failure ?? endFailure }
}
