import Firmware

/// What is doubtful about a picture that came whole.
enum PictureRemarks {
  private static let glass = PanelDescription.standard.glass

  static func remarks(_ scan: DocumentScan, _ reading: DocumentReading) -> [Remark] {
    guard let cover = reading.cover else { return [] }
    var remarks: [Remark] = []
    let offset = scan.last("cover_rgb565")?.valueOffset
    if !reading.hasCoverID {
      remarks.append(
        Remark(
          offset: offset,
          text: "the picture has no cover_id; a device asks only for pictures that have a name"))
    }
    let (width, height) = (cover.size.width, cover.size.height)
    if width > glass.width || height > glass.height {
      remarks.append(
        Remark(
          offset: scan.last("cover_width")?.valueOffset,
          text: "\(width) × \(height) pixels do not fit into \(glass.width) × "
            + "\(glass.height), the default glass; send the width and height that a device asks for"
        ))
    }
    let statistics = PixelStatistics(cover)
    if statistics.looksLittleEndian {
      remarks.append(
        Remark(
          offset: offset,
          text: "a guess from the picture: the bytes of its pixels seem to be exchanged; the high "
            + "byte comes first (big-endian)"))
    }
    if statistics.looksTurned {
      remarks.append(
        Remark(
          offset: scan.last("cover_width")?.valueOffset,
          text: "a guess from the picture: cover_width and cover_height seem to be exchanged"))
    }
    if case .text(let text)? = scan.last("accent")?.value, let accent = Color(text),
      statistics.looksExchanged(accent)
    {
      remarks.append(
        Remark(
          offset: offset,
          text: "a guess from the picture: red and blue seem to be exchanged (BGR), as it has "
            + "\(accent.redAndBlueExchanged.text), and not the accent \(accent.text)"))
    }
    return remarks
  }
}
