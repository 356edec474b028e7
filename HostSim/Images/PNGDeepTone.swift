import Foundation

/// From the 16-bit samples of a PNG to 8-bit sRGB on black.
struct PNGDeepTone {
  /// What a sample, 0...1, is raised to; nil where it is sRGB already.
  private let exponent: Double?

  /// The gamma that shows an sRGB file as it is, and by how much a file's own may miss it unseen.
  private static let displayGamma = 2.2
  private static let exponentTolerance = 0.05

  /// - Parameter gamma: as a gAMA chunk has it, in 1/100,000; nil and the meaningless 0 stand for
  ///   sRGB. Source: PNG Specification (Third Edition), section 13.13 "Decoder gamma handling".
  init(gamma: Int?) {
    let product = Double(gamma ?? 0) / 100_000 * Self.displayGamma
    exponent = product > 0 && abs(product - 1) > Self.exponentTolerance ? 1 / product : nil
  }

  /// `sample`, already multiplied by `alpha` (0...65,535), as a byte on black.
  func byte(_ sample: UInt16, alpha: UInt16) -> UInt8 {
    guard let exponent, alpha > 0 else { return UInt8((Int(sample) * 255 + 32_767) / 65_535) }
    // The file's gamma is that of the bare colour.
    let colour = min(1, Double(sample) / Double(alpha))
    return UInt8((pow(colour, exponent) * Double(alpha) / 65_535 * 255).rounded())
  }
}
