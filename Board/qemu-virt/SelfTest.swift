import Firmware

/// What only the board can show of itself. SHA-256 is compared with the reference by the bench, as
/// long as nothing in the device needs it.
enum SelfTest {
  static func passes() -> Bool {
    let start = Machine.now
    let passed = check("int is 32 bits", Int.bitWidth == 32)
    return check("clock", Machine.now.hasReached(start)) && passed
  }

  private static func check(_ name: StaticString, _ holds: Bool) -> Bool {
    Console.write(holds ? "ok " : "not ok ")
    Console.write(name)
    Console.write("\n")
    return holds
  }
}
