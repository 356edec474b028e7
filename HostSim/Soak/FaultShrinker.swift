/// Leaves out of a life's faults whatever a breach does not need.
struct FaultShrinker {
  /// A run lasts up to some seconds: where there are very many faults, some may be left that are
  /// not needed.
  private static let runCountMax = 80

  private let setup: SoakRun.Setup
  private let breaks: (SoakRun.Setup) -> Bool
  private var runCount = 0

  /// - Parameter breaks: Whether the same invariant breaks in a life.
  init(_ setup: SoakRun.Setup, breaks: @escaping (SoakRun.Setup) -> Bool) {
    self.setup = setup
    self.breaks = breaks
  }

  /// For the breach of a run: the same life up to a little after it.
  init(_ setup: SoakRun.Setup, _ breach: Breach) {
    var setup = setup
    setup.durationMs = min(setup.durationMs, breach.ms + 60_000)
    setup.plan = FaultPlan(faults: setup.plan.faults.filter { $0.beginsMs <= breach.ms })
    self.init(setup) { setup in
      let run = SoakRun(setup)
      run.run()
      return run.breach?.invariant == breach.invariant
    }
  }

  /// Faults with which it still breaks, in their order.
  mutating func shrink() -> [Fault] {
    var faults = setup.plan.faults
    // Most breaches follow from the last few.
    var count = 1
    while count < faults.count {
      let last = Array(faults.suffix(count))
      if stillBreaks(last) {
        faults = last
        break
      }
      count *= 2
    }
    var size = max(1, faults.count / 2)
    while true {
      var start = 0
      var isSmaller = false
      while start < faults.count {
        let rest = Array(faults[..<start] + faults[min(start + size, faults.count)...])
        if stillBreaks(rest) {
          faults = rest
          isSmaller = true
        } else {
          start += size
        }
      }
      if size == 1 && !isSmaller || runCount >= Self.runCountMax { return faults }
      size = max(1, size / 2)
    }
  }

  private mutating func stillBreaks(_ faults: [Fault]) -> Bool {
    if runCount >= Self.runCountMax { return false }
    runCount += 1
    var shorter = setup
    shorter.plan = FaultPlan(faults: faults)
    return breaks(shorter)
  }
}
