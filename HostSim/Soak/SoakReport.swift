/// What one soak or several came to, as a table.
struct SoakReport {
  private var hash = FNV1a()
  private var firstDigest: String?
  private var seedCount = 0
  private var faults: [FaultKind: Int] = [:]
  private var restarts: [String: Int] = [:]
  private var updates: [String: Int] = [:]
  private var checks: [Invariant: Int] = [:]
  private var requests = 0
  private var stackByteCount = 0

  mutating func add(_ record: SoakRecord, seed: Int) {
    seedCount += 1
    hash.combine("\(seed) \(record.digest)")
    firstDigest = firstDigest ?? record.digest
    faults.merge(record.faults, uniquingKeysWith: +)
    restarts.merge(record.restarts, uniquingKeysWith: +)
    updates.merge(record.updates, uniquingKeysWith: +)
    checks.merge(record.checks, uniquingKeysWith: +)
    requests += record.requests
    stackByteCount = max(stackByteCount, record.stackByteCount)
  }

  /// Of one run its own.
  var digest: String { seedCount == 1 ? firstDigest ?? hash.hex : hash.hex }

  func lines(hours: Int) -> [String] {
    var lines = ["\(seedCount) x \(hours) h, \(requests) requests"]
    for group in FaultGroup.allCases {
      let kinds = FaultKind.allCases.filter { $0.group == group }
      lines.append(
        "faults, \(group.rawValue): " + Self.list(kinds.map { ($0.rawValue, faults[$0]) }))
    }
    lines.append("restarts: " + Self.list(restarts.sorted { $0.key < $1.key }.map { ($0.0, $0.1) }))
    lines.append("updates: " + Self.list(updates.sorted { $0.key < $1.key }.map { ($0.0, $0.1) }))
    lines.append(
      "stack: up to \(stackByteCount) bytes in a step, with what stands around the device")
    lines.append("checks: " + Self.list(Invariant.allCases.map { ($0.name, checks[$0]) }))
    return lines
  }

  /// A sum, and what it consists of.
  private static func list(_ counts: [(name: String, count: Int?)]) -> String {
    let sum = counts.reduce(0) { $0 + ($1.count ?? 0) }
    if sum == 0 { return "none" }
    let parts = counts.compactMap { name, count in count.map { "\(name) \($0)" } }
    return "\(sum) (\(parts.joined(separator: ", ")))"
  }
}
