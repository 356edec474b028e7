import Testing

@testable import Firmware
@testable import HostSim

/// The power goes at any operation of an update, and again at any operation of what follows.
///
/// After each cut: what starts is an image that verifies, without the bootloader's having to reject
/// another; a device whose new image is confirmed never starts the old one, whose security version
/// is lower; and in the end the new version runs.
@Suite struct PowerCutTests {
  /// A life that nothing disturbs is the measure: how many operations an update takes.
  private static let operationCount = {
    let rig = UpdateRig()
    rig.liveUntilRest()
    return rig.flash.operationCount
  }()

  @Test func anUndisturbedUpdateArrives() {
    let rig = UpdateRig()
    rig.liveUntilRest()
    #expect(rig.boots.map(\.image.version) == [UpdateRig.oldVersion, UpdateRig.newVersion])
    #expect(rig.events == [.fetching(from: 0), .complete, .confirmed, .upToDate])
    #expect(rig.isConfirmed)
    #expect(rig.flash.violations == [])
    // Each byte of the image once, and no more than the sectors that it takes.
    #expect(rig.flash.eraseCounts[rig.layout.secondSlot.lowerBound / 4_096] == 1)
  }

  /// Both orders of the slots, and each way in which an operation can be torn.
  @Test(arguments: [Slot.first, .second], TornWrite.allCases)
  func twoCutsAnywhere(_ running: Slot, _ kind: TornWrite) {
    var cuts = 0
    for first in 1...Self.operationCount + 8 {
      let rig = UpdateRig(running: running, seed: UInt64(first))
      rig.flash.cutPower(atOperation: first, leaving: kind)
      cuts += 1
      guard rig.liveUntilCut() else {
        // The cut lies behind the last operation: nothing more can be cut.
        #expect(rig.runningVersion == UpdateRig.newVersion)
        break
      }
      let (contents, bootCount) = (rig.flash.contents, rig.boots.count)
      let before = rig.flash.operationCount
      rig.liveUntilRest()
      rig.expectArrival("cut \(first) \(kind)")
      let recovery = rig.flash.operationCount - before
      for second in 1...max(1, recovery) {
        rig.rewind(to: contents, bootCount)
        rig.flash.cutPower(atOperation: second)
        cuts += 1
        _ = rig.liveUntilCut()
        rig.liveUntilRest()
        rig.expectArrival("cuts \(first) \(kind), \(second)")
      }
    }
    print("power cuts tried, slot \(running.rawValue) running, torn \(kind): \(cuts)")
  }

  /// One bit of otadata is wrong when the power comes back, whenever that is.
  @Test(arguments: [Slot.first, .second], [TornWrite.after, .scattered])
  func aCutAndAFlippedBit(_ running: Slot, _ kind: TornWrite) {
    var flips = 0
    var seen: Set<[UInt8]> = []
    for operation in 1...Self.operationCount + 8 {
      let rig = UpdateRig(running: running, seed: UInt64(operation))
      rig.flash.cutPower(atOperation: operation, leaving: kind)
      guard rig.liveUntilCut() else { break }
      // What else is in the flash makes no difference to the bootloader.
      guard seen.insert(rig.otadata).inserted else { continue }
      let (contents, bootCount) = (rig.flash.contents, rig.boots.count)
      for sector in 0..<2 {
        for bit in 0..<32 * 8 {
          rig.rewind(to: contents, bootCount)
          rig.flash.flip(
            bit: bit % 8, at: rig.layout.otadata.lowerBound + sector * 4_096 + bit / 8)
          flips += 1
          rig.liveUntilRest()
          rig.expectArrival("cut \(operation) \(kind), bit \(bit) of sector \(sector)")
        }
      }
    }
    #expect(flips > 1_000)
    print("flipped bits tried, slot \(running.rawValue) running, torn \(kind): \(flips)")
  }

  /// The new image is bad, and a bit of otadata is wrong when it is tried out: it is left all the
  /// same, and the version is remembered in the end.
  @Test(arguments: [Slot.first, .second])
  func aBadImageAndAFlippedBit(_ running: Slot) {
    var seen: Set<[UInt8]> = []
    for operation in 1...Self.operationCount {
      let rig = UpdateRig(running: running, seed: UInt64(operation))
      rig.proves = { $0 == UpdateRig.oldVersion }
      rig.flash.cutPower(atOperation: operation, leaving: .after)
      guard rig.liveUntilCut() else { break }
      guard seen.insert(rig.otadata).inserted else { continue }
      let (contents, bootCount) = (rig.flash.contents, rig.boots.count)
      // All but the label, at which nobody looks.
      for bit in 0..<512 where !(32..<192).contains(bit % 256) {
        rig.rewind(to: contents, bootCount)
        let sector = bit / 256
        rig.flash.flip(
          bit: bit % 8, at: rig.layout.otadata.lowerBound + sector * 4_096 + bit % 256 / 8)
        rig.liveUntilRest()
        #expect(rig.runningVersion == UpdateRig.oldVersion, "cut \(operation), bit \(bit)")
        #expect(!rig.isConfirmed, "cut \(operation), bit \(bit)")
      }
    }
    #expect(seen.count > 3)
  }

  /// A confirmed device survives any single flip without another start of the old image.
  @Test func aFlippedBitNeverBringsTheOldImageBack() {
    let rig = UpdateRig()
    rig.liveUntilRest()
    let (contents, bootCount) = (rig.flash.contents, rig.boots.count)
    for sector in 0..<2 {
      for bit in 0..<32 * 8 {
        rig.rewind(to: contents, bootCount)
        let place = rig.layout.otadata.lowerBound + sector * 4_096 + bit / 8
        rig.flash.flip(bit: bit % 8, at: place)
        rig.liveUntilRest()
        rig.expectArrival("bit \(bit) of sector \(sector)")
        let versions = Set(rig.boots.dropFirst(bootCount).map(\.image.version))
        #expect(versions == [UpdateRig.newVersion])
        // And both entries are whole again.
        #expect(rig.isConfirmed)
      }
    }
  }
}
