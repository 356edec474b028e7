// A board's `Int` has 32 bits, one of them for the sign: `Int(word)` traps there for half of all
// words that come over the wire or out of flash, and on no machine that runs the tests.
//
// So nobody gets to write it where it matters: these are more exact than the initialiser for all
// integers, and what is deprecated is an error in a board's build. Who knows that a number is small
// writes `Int(truncatingIfNeeded:)`, behind the check that makes it so; who does not writes
// `Int(exactly:)` or `Int(clamping:)`.
#if _pointerBitWidth(_32)
  extension Int {
    @available(*, deprecated, message: "traps for half of all UInt32, where Int has 32 bits")
    public init(_ wide: UInt32) { self.init(truncatingIfNeeded: wide) }

    @available(*, deprecated, message: "traps for most UInt64, where Int has 32 bits")
    public init(_ wide: UInt64) { self.init(truncatingIfNeeded: wide) }

    @available(*, deprecated, message: "traps for most Int64, where Int has 32 bits")
    public init(_ wide: Int64) { self.init(truncatingIfNeeded: wide) }

    @available(*, deprecated, message: "traps for half of all UInt")
    public init(_ wide: UInt) { self.init(truncatingIfNeeded: wide) }
  }
#endif
