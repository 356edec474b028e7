import Encoder

/// Turns a picture of `length` bytes in the room into the members of a document that carry it.
///
/// Returns 0, or 1 where the picture is refused: the output is then a line that says why. What is out
/// of range is taken as the nearest that is not.
@c(encode) public func encode(
  _ length: Int32, _ width: Int32, _ height: Int32, _ quality: Int32
) -> Int32 {
  unsafe Transfer.output = []
  return Transfer.withInput(Int(length)) { file in
    do throws(PictureError) {
      let cover = try EncodedCover(
        file, width: Int(width).clamped(to: EncodedCover.sideRange),
        height: Int(height).clamped(to: EncodedCover.sideRange),
        quality: Int(quality).clamped(to: EncodedCover.qualityRange))
      unsafe Transfer.output = cover.members
      return 0
    } catch {
      unsafe Transfer.output = error.text
      return 1
    }
  }
}

extension Int {
  fileprivate func clamped(to range: ClosedRange<Int>) -> Int {
    Swift.min(Swift.max(self, range.lowerBound), range.upperBound)
  }
}
