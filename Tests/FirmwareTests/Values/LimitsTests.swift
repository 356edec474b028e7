import Testing

@testable import Firmware

/// How the capacities hang together: who changes one learns here which others go with it.
@Suite struct LimitsTests {
  @Test func textsFitWhatHoldsThem() {
    // Two texts, " · " and four marks of direction of three bytes each.
    #expect(Limits.Line.capacity >= 2 * Limits.Text.capacity + 4 + 4 * 3)
    #expect(Limits.LineLevels.count == Limits.Line.capacity)
    // Places in a line are told in 16 bits.
    #expect(Limits.Line.capacity <= UInt16.max)
    for longest in [
      Limits.GatewayURL.capacity, Limits.DeviceID.capacity, Limits.PanelName.capacity,
    ] { #expect(longest <= Limits.SettingValue.count) }
    #expect(Limits.OfferedVersion.capacity == Limits.VersionText.capacity)
    #expect(Limits.OfferedBoard.capacity == Limits.BoardName.capacity)
  }

  @Test func aManifestsWordsHaveRoom() {
    // Base64 takes four characters for three bytes.
    #expect(Limits.ManifestWord.capacity >= (Limits.Signature.count + 2) / 3 * 4)
    for longest in [
      Limits.OfferedVersion.capacity, Limits.OfferedBoard.capacity, Limits.KeyID.capacity,
      Limits.Expiry.capacity, 64,
    ] { #expect(longest <= Limits.ManifestWord.capacity) }
    let texts = Limits.ImageURL.capacity + 5 * Limits.ManifestWord.capacity
    #expect(4 * texts <= Limits.manifestByteCount)
  }

  @Test func blocksHoldWholePixelsAndPackets() {
    #expect(Limits.FillBlock.count % 2 == 0 && Limits.TextBlock.count % 2 == 0)
    // The longest run packet has 128 pixels.
    #expect(Limits.PixelBlock.count * 2 >= 128)
    // A bit for each level.
    #expect(Limits.jsonDepth <= 32)
    #expect(Limits.Events<UInt8>.count.nonzeroBitCount == 1)
  }

  @Test func waitsAreInOrder() {
    #expect(Limits.backoffBaseMs >= Limits.pollPeriodMs)
    #expect(Limits.backoffCapMs > Limits.backoffBaseMs)
    #expect(Limits.trialMs >= 3 * Limits.backoffCapMs)
    #expect(Limits.networkRestartMs > Limits.trialMs)
    #expect(Limits.networkRestartMs > Limits.radioRestartMs)
    #expect(Limits.rejoinMs > Limits.backoffCapMs)
    #expect(Limits.updateRetryMs.upperBound < Limits.updateCheckMs.lowerBound)
    #expect(Limits.updateBackoffCapMs > Limits.updateBackoffBaseMs)
    #expect(Limits.pollAfterMs.contains(Limits.pollPeriodMs))
    #expect(Limits.metadataDeadlineMs < Limits.coverDeadlineMs)
    // A task may wait for its deadline without counting as stuck.
    #expect(Limits.coverDeadlineMs < Limits.taskSilenceMs)
    #expect(Limits.lockRetryMs * UInt32(Limits.displayFailures) < Limits.lockAgeMs)
  }

  @Test func whatAResetLeftIsGoneInTime() {
    #expect(Limits.panelRefreshMs < 60_000)
    #expect((UInt32(Limits.tileRefreshes) + 1) * Limits.panelRefreshMs < 600_000)
    #expect(Limits.coverRefreshMs + Limits.coverDeadlineMs < 3_600_000)
  }
}
