/// What was last heard of each of a few things, the latest last; where there are too many, the oldest
/// drops out.
struct RecentList {
  final class Entry {
    let id: Bytes
    let text: Bytes?
    let time: Milliseconds

    init(_ id: Bytes, _ text: Bytes?, _ time: Milliseconds) {
      (self.id, self.text, self.time) = (id, text, time)
    }
  }

  private(set) var entries: [Entry] = []
  let countMax: Int

  init(countMax: Int) { self.countMax = countMax }

  subscript(id: Bytes) -> Entry? {
    for entry in entries where entry.id == id { return entry }
    return nil
  }

  @inline(never)
  mutating func note(_ id: Bytes, _ text: Bytes?, _ time: Milliseconds) {
    var kept: [Entry] = []
    let isFull = entries.count >= countMax && self[id] == nil
    for index in (isFull ? 1 : 0)..<entries.count where entries[index].id != id {
      kept.append(entries[index])
    }
    kept.append(Entry(id, text, time))
    entries = kept
  }
}
