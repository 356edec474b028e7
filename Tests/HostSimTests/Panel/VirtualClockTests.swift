import Testing

@testable import HostSim

struct VirtualClockTests {
  @Test
  func millisecondsAreRoundedDownAndWrap() {
    let clock = VirtualClock()
    clock.advance(nanoseconds: 999_999)
    #expect(clock.milliseconds == 0)
    clock.advance(nanoseconds: 1)
    #expect(clock.milliseconds == 1)
    clock.advance(milliseconds: UInt32.max)
    #expect(clock.milliseconds == 0)
    #expect(clock.nanoseconds == 1_000_000 << 32)
  }

  @Test
  func aMomentThatHasPassedChangesNothing() {
    let clock = VirtualClock(nanoseconds: 10)
    clock.advance(to: 5)
    #expect(clock.nanoseconds == 10)
    clock.advance(to: 15)
    #expect(clock.nanoseconds == 15)
  }
}
