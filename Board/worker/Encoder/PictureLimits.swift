/// What a picture may have.
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
