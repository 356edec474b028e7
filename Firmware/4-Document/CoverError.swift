/// Why a cover stream broke off.
public enum CoverError<SinkFailure: Error>: Error {
  /// A character outside the alphabet, or padding where none may be: RFC 4648 section 4.
  case badBase64
  /// The stream ended in the middle of a quantum.
  case truncatedBase64
  /// A packet goes past the last pixel.
  case tooManyPixels
  /// The stream ended before the last pixel.
  case tooFewPixels
  /// The display did not take the pixels.
  case sink(SinkFailure)
}
