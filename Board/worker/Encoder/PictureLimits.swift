/// What a picture may have.
///
/// Sums and products of sizes, samples and places in a file fit 32 bits under these limits. They are
/// written `&+` and `&*` where there are many: a check takes ten bytes of the module, a product's
/// twenty. An index that is wrong all the same is caught by its array.
enum PictureLimits {
  /// Columns, and rows: memory stays small, and covers are far smaller.
  static let sideMax: UInt32 = 2_048

  /// - Parameter at: The byte where the size stands.
  static func check(width: UInt32, height: UInt32, at: Int) throws(PictureError) {
    guard width > 0, height > 0 else {
      throw PictureError(.badSize, "the picture has no pixels", at: at)
    }
    guard width <= sideMax, height <= sideMax else {
      throw PictureError(width: width, height: height, at: at)
    }
  }
}
