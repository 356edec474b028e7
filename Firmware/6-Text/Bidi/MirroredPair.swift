/// The other one of two characters that are each other's mirror image.
///
/// Source: Unicode's BidiMirroring.txt and BidiBrackets.txt.
struct MirroredPair {
  enum Bracket { case none, opening, closing }

  /// The mirror image of the character.
  let other: UInt32
  /// What the character itself is.
  let bracket: Bracket

  /// `nil` where nothing is `scalar` mirrored.
  @inline(never)
  init?(_ scalar: UInt32) {
    // Entries are in order of their first code points, but some pairs are far apart.
    var place = TextTables.mirrors
    for _ in 0..<TextTables.mirrorCount {
      let first = TextTables.half(at: place)
      let distance = TextTables.half(at: place &+ 2)
      let form = UInt32(TextTables.byte(at: place &+ 4))
      place &+= TextTables.mirrorBytes
      let count = form & 0x3F
      // Pairs of neighbours stand side by side; of others, all first ones and then all second ones.
      let span = distance == 1 ? 2 &* count : count
      let isFirst: Bool
      if scalar &- first < span {
        isFirst = distance != 1 || (scalar &- first) & 1 == 0
      } else if distance != 1, scalar &- first &- distance < span {
        isFirst = false
      } else {
        continue
      }
      other = isFirst ? scalar &+ distance : scalar &- distance
      switch form &>> 6 {
      case 0: bracket = .none
      case 1: bracket = isFirst ? .opening : .closing
      default: bracket = isFirst ? .closing : .opening
      }
      return
    }
    return nil
  }
}
