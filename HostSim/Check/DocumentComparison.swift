/// What two documents of the same gateway say about one another.
enum DocumentComparison {
  /// Characters that two names have in common before it is worth saying that they differ.
  private static let longStart = 32

  static func remarks(_ document: CheckedDocument, after earlier: CheckedDocument) -> [Remark] {
    var remarks: [Remark] = []
    for (name, what) in [("track_id", "item"), ("cover_id", "picture")] {
      guard let member = document.scan.last(name), case .text(let id) = member.value,
        case .text(let other)? = earlier.scan.last(name)?.value
      else { continue }
      let common = zip(id, other).prefix { $0 == $1 }.count
      if id != other, common >= longStart {
        remarks.append(
          Remark(
            offset: member.valueOffset,
            text: "\(name) is that of \(earlier.path) up to its character \(common); it is another "
              + "\(what), as all of a name counts"))
      }
      if name == "cover_id", id == other, let cover = document.reading.cover,
        let otherCover = earlier.reading.cover, cover.pixels != otherCover.pixels,
        cover.size == otherCover.size
      {
        remarks.append(
          Remark(
            offset: member.valueOffset,
            text: "cover_id is that of \(earlier.path), and the picture is another one; a device "
              + "keeps the one that it has"))
      }
    }
    return remarks
  }
}
