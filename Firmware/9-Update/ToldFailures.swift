/// The failures of updates that the glass has told of since the start, the last few of them.
struct ToldFailures: Sendable {
  /// 0 for none.
  private var keys = Limits.ToldFailures(repeating: 0)
  private var next = 0

  /// Notes a refusal of `version`; false if it was noted before.
  @discardableResult
  mutating func note(_ refusal: UpdateRefusal, of version: VersionName) -> Bool {
    note(version.low ^ UInt32(refusal.rawValue) &<< 24)
  }

  /// Notes a failure of the flash; false if it was noted before.
  mutating func note(_ code: Int32) -> Bool {
    note(UInt32(bitPattern: code) ^ 0x8000_0000)
  }

  private mutating func note(_ key: UInt32) -> Bool {
    for index in keys.indices where keys[index] == key { return false }
    keys[next] = key
    next = (next &+ 1) % keys.count
    return true
  }
}
