import Testing

@testable import Firmware

@Suite struct MarqueeTests {
  @Test func standsStillWhereTheTextFits() {
    for width in [0, 1, 99, 100] {
      let marquee = Marquee(textWidth: width, in: 100, margin: 0)
      #expect(marquee.frame(123_456).offset == 0)
      #expect(marquee.frame(123_456).untilNextMs == nil)
    }
  }

  /// A text a few pixels too wide stands in the margin at its end; one that moves leaves both free.
  @Test func aTextThatIsALittleTooWideUsesTheMargin() {
    #expect(Marquee(textWidth: 104, in: 108, margin: 4).overflow == 0)
    #expect(Marquee(textWidth: 105, in: 108, margin: 4).overflow == 5)
    #expect(Marquee(textWidth: 9, in: 6, margin: 4).overflow == 11)
    #expect(Marquee(textWidth: .max, in: 0, margin: .max).overflow > 0)
  }

  /// Rest, 30 pixels a second, rest, and back, millisecond by millisecond.
  @Test(arguments: [1, 2, 29, 30, 31, 200]) func movesAtASteadyPace(overflow: UInt32) {
    let marquee = Marquee(textWidth: 100 + Int(overflow), in: 100, margin: 0)
    let leg = 2_000 + (overflow * 1_000 + 29) / 30
    for elapsed in stride(from: UInt32(0), to: 4 * leg, by: 3) {
      let inLeg = elapsed % leg
      let moved = inLeg < 2_000 ? 0 : UInt32((Double(inLeg - 2_000) * 0.03).rounded(.down))
      let meant = elapsed / leg % 2 == 0 ? moved : overflow - moved
      #expect(marquee.frame(elapsed).offset == meant, "\(elapsed) ms")
    }
  }

  /// Whoever calls when told to misses no step, and sees one step or the begin of a rest each time.
  @Test(arguments: [1, 7, 30, 61]) func saysWhenItMovesOn(overflow: UInt32) {
    let marquee = Marquee(textWidth: Int(overflow), in: 0, margin: 0)
    var elapsed: UInt32 = 0
    for _ in 0..<(4 * overflow) {
      let before = marquee.frame(elapsed).offset
      let wait = marquee.frame(elapsed).untilNextMs!
      #expect(wait > 0)
      for between in elapsed..<elapsed + wait { #expect(marquee.frame(between).offset == before) }
      elapsed += wait
      #expect(abs(Int(marquee.frame(elapsed).offset) - Int(before)) <= 1)
    }
  }

  @Test func takesAnyTime() {
    let marquee = Marquee(textWidth: .max, in: 0, margin: 0)
    for elapsed: UInt32 in [0, 2_001, .max / 2, .max] {
      #expect(marquee.frame(elapsed).offset <= marquee.overflow)
      #expect(marquee.frame(elapsed).untilNextMs! > 0)
    }
  }
}
