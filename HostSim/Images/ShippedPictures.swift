import BuiltIn

/// The pictures of the repository that are part of the program.
enum ShippedPictures {
  static var evening: Picture { picture(built_in_evening()) }

  static var city: Picture { picture(built_in_city()) }

  private static func picture(_ file: built_in_file) -> Picture {
    let bytes = Array(UnsafeBufferPointer(start: file.start, count: file.count))
    guard let picture = try? PictureFile.load(bytes: bytes) else {
      preconditionFailure("a built-in picture is damaged")
    }
    return picture
  }
}
