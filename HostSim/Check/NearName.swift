/// Names that were meant: letter case, other separators, a slip of the fingers, a unit left out.
enum NearName {
  /// Which of `names` the unknown `name` most likely stands for; nil where it is like none.
  static func meant(by name: String, among names: [String]) -> String? {
    let bare = plain(name)
    if bare.isEmpty { return nil }
    let candidates = names.compactMap { known -> (name: String, distance: Int)? in
      let target = plain(known)
      let distance = distance(Array(bare), Array(target))
      return distance <= target.count / 4 ? (known, distance) : nil
    }
    return candidates.min { $0.distance < $1.distance }?.name
  }

  /// Small letters and digits alone: `isPlaying`, `IS-PLAYING` and `is_playing` are the same.
  private static func plain(_ name: String) -> String {
    name.lowercased().filter { $0.isLetter || $0.isNumber }
  }

  /// Letters to add, drop, change or swap with their neighbour (optimal string alignment).
  private static func distance(_ a: [Character], _ b: [Character]) -> Int {
    // No name that is longer than this is like one of the contract's.
    if abs(a.count - b.count) > 8 { return .max }
    var rows = [Array(0...b.count)]
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var best = min(row[j] + 1, rows[i][j + 1] + 1, rows[i][j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          best = min(best, rows[i - 1][j - 1] + 1)
        }
        row.append(best)
      }
      rows.append(row)
    }
    return rows[a.count][b.count]
  }
}
