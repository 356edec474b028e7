extension UTF8Buffer {
  /// Appends a duration as `3:07`, or from an hour on as `1:02:03`; at most 13 bytes.
  public mutating func append(durationSeconds: UInt32) {
    let minutes = durationSeconds / 60
    if minutes < 60 {
      append(decimal: minutes)
    } else {
      append(decimal: minutes / 60)
      append(":")
      append(decimal: minutes % 60, digitCount: 2)
    }
    append(":")
    append(decimal: durationSeconds % 60, digitCount: 2)
  }

  /// Appends what remains of a duration as `-3:07`; at most 14 bytes. The end is `-0:00`.
  public mutating func append(remainingSeconds: UInt32) {
    append("-")
    append(durationSeconds: remainingSeconds)
  }
}
