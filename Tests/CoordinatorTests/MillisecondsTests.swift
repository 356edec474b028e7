import Testing

@testable import Coordinator

@Suite struct MillisecondsTests {
  @Test func unixTimeFitsOnEveryMachine() { #expect(Milliseconds.bitWidth == 64) }
}
