import Firmware

/// The board of a soak, as far as it outlives a start: its flash, its power and what the bootloader
/// makes of them.
final class SoakBoard {
  private let desk: SimulatedDesk
  let chip: SimulatedChip
  private let images = SoakFirmware.shared.imageLibrary
  private var random: SeededGenerator
  /// What runs.
  private(set) var runningSlot = Slot.first
  /// The highest security version that was ever confirmed.
  private var confirmedSecurity = 0
  private var runningSecurity = 0
  /// Whether a bit of what the bootloader and the updater remember has changed since the last start.
  private var isMemoryDamaged = false
  private var wornCells = 0

  /// More would end all updates, sooner or later.
  private static let wornCellsMax = 8

  init(desk: SimulatedDesk, seed: UInt64) {
    self.desk = desk
    random = SeededGenerator(seed: seed &+ 0xB0A2D)
    chip = SimulatedChip(
      image: SoakFirmware.shared.images[0], images: images, clock: desk.clock, seed: seed)
  }

  var isPowered: Bool { chip.flash.isPowered }
  var complaint: String? { chip.complaint }
  func updateFlash(of slot: Slot) -> SimulatedUpdateFlash { chip.updateFlash(of: slot) }

  /// Starts what the bootloader chooses; nil where that is nothing. The power may go meanwhile.
  func boot() -> BootOutcome? {
    while true {
      do throws(FlashFailure) {
        guard let outcome = try chip.boot() else { return nil }
        runningSlot = outcome.slot
        runningSecurity = outcome.image.securityVersion
        isMemoryDamaged = false
        return outcome
      } catch {
        loseAndRegainPower()
      }
    }
  }

  /// Whether what runs is older than what was confirmed once.
  var isDowngraded: Bool { runningSecurity < confirmedSecurity }

  func noteConfirmed() { confirmedSecurity = max(confirmedSecurity, runningSecurity) }

  /// The power goes and comes back: the panel too is as after power-on.
  func losePower(_ fault: Fault? = nil) {
    chip.flash.cutPower()
    loseAndRegainPower()
    // Now and then it goes again before the bootloader is done.
    if let fault, fault.value & 3 == 0 {
      chip.flash.cutPower(atOperation: 1 + Int(fault.value >> 8 & 3))
    }
  }

  private func loseAndRegainPower() {
    desk.clock.advance(milliseconds: UInt32.random(in: 50...5_000, using: &random))
    desk.model.backlight(percent: 0)
    desk.model.discharge(seed: random.next())
    chip.flash.powerUp()
  }

  /// Has the power go in one of the next operations of the flash.
  func tearWrite(_ fault: Fault) { chip.flash.cutPower(atOperation: 1 + Int(fault.value % 300)) }

  /// Changes a bit of what is not the image that runs.
  func flipBit(_ fault: Fault) {
    let layout = chip.layout
    let value = Int(fault.value >> 8)
    let place: Int
    switch fault.value & 3 {
    case 0, 1:
      // Two at once would leave nothing to go by: they are mended at a start.
      if isMemoryDamaged { return }
      isMemoryDamaged = true
      let region = fault.value & 1 == 0 ? layout.otadata : layout.journal
      place = region.lowerBound + value % 2 * NORFlash.sectorByteCount + value / 2 % 64
    default:
      place = layout[.slot(runningSlot.other)].lowerBound + value % SoakFirmware.byteCount
    }
    chip.flash.flip(bit: value >> 24 & 7, at: place)
  }

  func wearCell(_ fault: Fault) {
    if wornCells == Self.wornCellsMax { return }
    wornCells += 1
    let value = Int(fault.value >> 8)
    // Most are where no image reaches.
    chip.flash.stick(
      bit: value >> 24 & 7,
      at: chip.layout[.slot(runningSlot.other)].lowerBound + value % (8 * SoakFirmware.byteCount),
      level: fault.value & 1 == 0)
  }
}
