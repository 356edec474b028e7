/// What a ``JSONReader`` reports to, as the bytes come.
///
/// `Output` is whatever the handler itself needs to write to; the reader passes it through, so that
/// the caller keeps owning it.
public protocol JSONHandler: ~Copyable {
  associatedtype Output: ~Copyable

  /// A container opens; `depth` is 1 for the outermost.
  mutating func begin(_ container: JSONContainer, depth: Int) -> JSONFlow

  /// The container that opened last closes; `depth` is what its `begin` had.
  mutating func end(depth: Int) -> JSONFlow

  mutating func beginString(_ role: JSONStringRole) -> JSONFlow

  /// Takes string bytes out of `chunk`, the first at `index`, and returns the index after the last.
  ///
  /// The byte at `index` is plain: ASCII, no control character, no quote, no backslash. The handler
  /// may take as many more as are plain too (``JSONText/plainEnd(_:from:)`` finds them), and must
  /// not take any other. Taking none stops the reader with ``JSONReason/refused`` at `index`.
  mutating func text(_ chunk: Span<UInt8>, from index: Int, to output: inout Output) -> Int

  /// Takes a scalar that was escaped or is not ASCII. Never a surrogate.
  mutating func scalar(_ scalar: UInt32, to output: inout Output) -> JSONFlow

  mutating func endString(_ role: JSONStringRole, to output: inout Output) -> JSONFlow

  /// Takes a number, which `isInteger` if it was written without fraction and exponent.
  mutating func number(_ number: JSONNumber, isInteger: Bool) -> JSONFlow

  mutating func literal(_ literal: JSONLiteral) -> JSONFlow
}

/// Whether the reader goes on or stops with ``JSONReason/refused``.
public enum JSONFlow: Sendable { case proceed, stop }

public enum JSONContainer: Sendable { case object, array }

public enum JSONStringRole: Sendable { case name, value }

public enum JSONLiteral: Sendable { case `true`, `false`, null }

public enum JSONText {
  /// The end of the plain bytes of `chunk` that begin at `start`, which is not negative.
  @inline(__always)
  public static func plainEnd(_ chunk: Span<UInt8>, from start: Int) -> Int {
    var index = start
    // The comparison in front of it is the bounds check.
    while index < chunk.count, unsafe isPlain(chunk[unchecked: index]) { index &+= 1 }
    return index
  }

  /// Whether `byte` stands for itself in a string and is ASCII.
  @inline(__always)
  static func isPlain(_ byte: UInt8) -> Bool {
    // Small letters first: most bytes of most texts.
    byte &- 0x5D < 0x23 || byte &- 0x20 < 0x3C && byte != UInt8(ascii: "\"")
  }
}
