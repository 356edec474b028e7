import Testing

@testable import HostSim

struct PNGDeepToneTests {
  /// Without a gamma every sample is rounded to the nearest byte, whatever its alpha.
  @Test func samplesAreRoundedToNearest() {
    for gamma in [nil, 0, 45_455, 45_000] {
      let tone = PNGDeepTone(gamma: gamma)
      for sample in stride(from: 0, through: 65_535, by: 7) {
        let expected = (Double(sample) * 255 / 65_535).rounded()
        #expect(Double(tone.byte(UInt16(sample), alpha: .max)) == expected)
      }
    }
  }

  /// The gamma acts on the bare colour: half of white is a middle grey, whatever the gamma.
  @Test func gammaActsBeforeAlpha() {
    let tone = PNGDeepTone(gamma: 100_000)
    #expect(tone.byte(32_768, alpha: 32_768) == 128)
    #expect(tone.byte(32_768, alpha: .max) == 186)
    #expect(tone.byte(0, alpha: 0) == 0)
    #expect(tone.byte(.max, alpha: 1) == 0)
  }
}
