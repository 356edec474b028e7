import Firmware

/// An image that passes: what comes from flash and from the wire, where `Int` has 32 bits.
///
/// A conversion that does not fit traps here and on every board, and never on the host.
@c(app_main)
public func appMain() -> Int32 {
  var report = Report()
  report.check("int is 32 bits", Int.bitWidth == 32)
  DamagedFonts.run(&report)
  WideNumbers.run(&report)
  Console.write("narrow: checks ")
  Console.write(report.count)
  Console.write("\n")
  return report.isGood ? 0 : 1
}

/// Prints what does not hold.
struct Report {
  private(set) var isGood = true
  private(set) var count: UInt32 = 0

  mutating func check(_ name: StaticString, _ holds: Bool, _ number: UInt32 = 0) {
    count += 1
    if holds { return }
    isGood = false
    Console.write("not ok ")
    Console.write(name)
    Console.write(" ")
    Console.write(number)
    Console.write("\n")
  }
}

/// Random numbers that are the same in every run (xorshift32, G. Marsaglia 2003).
struct NarrowRandom {
  private var state: UInt32 = 0x2545_F491

  mutating func next() -> UInt32 {
    state ^= state &<< 13
    state ^= state &>> 17
    state ^= state &<< 5
    return state
  }

  mutating func below(_ limit: Int) -> Int {
    Int(truncatingIfNeeded: next() % UInt32(truncatingIfNeeded: limit))
  }
}
