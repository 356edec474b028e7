import Encoder
import Firmware
import Foundation

/// Turns a picture of any size into the cover that a device asks for.
public enum CoverEncoder {
  /// `picture` stretched to `width` × `height`, rounded to the colours that the panel has, packed.
  ///
  /// - Precondition: `width` and `height` lie in `Cover.sideRange`; the picture is not empty.
  public static func encode(_ picture: Picture, width: Int, height: Int) -> Cover {
    precondition(Cover.sideRange ~= width && Cover.sideRange ~= height)
    let stream = RLEEncoder.encode(
      panelPixels(AreaScaler.scale(picture, width: width, height: height)))
    return Cover(width: width, height: height, base64: Data(stream).base64EncodedString())
  }

  /// The picture's pixels, row by row, in the panel's colours.
  public static func panelPixels(_ picture: Picture) -> [UInt16] {
    stride(from: 0, to: picture.rgb.count, by: 3).map { at in
      RGB565(red: picture.rgb[at], green: picture.rgb[at + 1], blue: picture.rgb[at + 2]).rawValue
    }
  }
}
