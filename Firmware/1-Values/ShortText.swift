/// A short ASCII text that goes by value: a setting, a version.
public struct ShortText<let capacity: Int>: Sendable {
  private var storage = [capacity of UInt8](repeating: 0)
  /// Bytes in use, 0…`capacity`; 0 where nothing was set.
  public private(set) var count = 0

  public init() {}

  /// The beginning of `text`: as much of it as there is room for.
  public init(_ text: Span<UInt8>) {
    for index in 0..<text.count where !append(text[index]) { return }
  }

  /// Byte `index` of the text, which is less than ``count``.
  public subscript(index: Int) -> UInt8 { storage[index] }

  public var isEmpty: Bool { count == 0 }

  /// Appends a byte; false, and nothing changed, where there is no room.
  mutating func append(_ byte: UInt8) -> Bool {
    if count == capacity { return false }
    storage[count] = byte
    count &+= 1
    return true
  }

  /// The last byte; nil where there is none.
  var last: UInt8? { isEmpty ? nil : storage[count &- 1] }

  /// Takes the last byte away, of which there is one.
  mutating func removeLast() { count &-= 1 }

  /// Whether the text begins with `prefix` and goes on after it.
  func goesOn(after prefix: StaticString) -> Bool {
    if count <= prefix.utf8CodeUnitCount { return false }
    for index in 0..<prefix.utf8CodeUnitCount {
      if unsafe storage[index] != prefix.utf8Start[index] { return false }
    }
    return true
  }

  /// Lends the text to `body`. Mutating for the reason that ``UTF8Buffer/withBytes(_:)`` gives.
  @inline(__always)
  public mutating func withBytes<Result, Failure: Error>(
    _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let end = count
    return try storage.mutableSpan.lend(end, body)
  }
}
