/// The faults of a run, in the order in which they begin: all are known before it starts, so that
/// any of them may be left out.
struct FaultPlan: Sendable {
  let faults: [Fault]
  /// The same by group; within one, a fault ends before the next begins.
  private let byGroup: [[Fault]]

  init(faults: [Fault]) {
    self.faults = faults
    byGroup = FaultGroup.allCases.map { group in faults.filter { $0.kind.group == group } }
  }

  /// Draws the faults of `durationMs`; those of a group do not depend on the other groups.
  init(seed: UInt64, durationMs: UInt64, groups: Set<FaultGroup>) {
    let drawn = FaultGroup.allCases.filter { groups.contains($0) }.flatMap {
      Self.draw($0, seed: seed, durationMs: durationMs)
    }
    self.init(faults: drawn.sorted { $0.beginsMs < $1.beginsMs })
  }

  /// Most last from a second to a quarter of an hour.
  private static func draw(_ group: FaultGroup, seed: UInt64, durationMs: UInt64) -> [Fault] {
    var seeds = FNV1a()
    seeds.combine("\(seed) \(group.rawValue)")
    var random = SeededGenerator(seed: seeds.value)
    let kinds = FaultKind.allCases.filter { $0.group == group }
    var faults: [Fault] = []
    var ms = UInt64.random(in: 20_000...900_000, using: &random)
    while ms < durationMs {
      let kind = kinds[Int.random(in: kinds.indices, using: &random)]
      let length = UInt64(1_000) << UInt64.random(in: 0...9, using: &random)
      let end = kind.isOfMoment ? ms : ms + UInt64.random(in: length...2 * length, using: &random)
      faults.append(Fault(kind: kind, beginsMs: ms, endsMs: end, value: random.next()))
      ms = end + UInt64.random(in: group.pauseMs, using: &random)
    }
    return faults
  }

  /// The last fault of each group that has begun by `milliseconds` since the start.
  private func begun(_ faults: [Fault], at milliseconds: UInt64) -> Fault? {
    let count = faults.partitioningIndex { $0.beginsMs > milliseconds }
    return count == 0 ? nil : faults[count - 1]
  }

  /// The fault of `group` that is under way.
  func active(_ group: FaultGroup, at milliseconds: UInt64) -> Fault? {
    let fault = begun(byGroup[group.index], at: milliseconds)
    return fault.flatMap { $0.isActive(at: milliseconds) ? $0 : nil }
  }

  /// Whether nothing is wrong at any moment from `start` to `end`.
  func isQuiet(from start: UInt64, to end: UInt64) -> Bool {
    byGroup.allSatisfy { faults in
      begun(faults, at: end).map { $0.endsMs <= start && $0.beginsMs < start } ?? true
    }
  }
}

extension Array {
  /// The index of the first element that `isPast`, all after it being so too.
  func partitioningIndex(where isPast: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isPast(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
