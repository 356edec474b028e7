import Firmware

/// What is drawn where in a soak, as somebody sees it who looks at the wires.
///
/// A device whose glass shows all that it knows draws nothing but what moves: lines, times, the bar,
/// and the background around those. The cover is written while a picture is asked for, and
/// everything when another face or item comes or the panel is set up again.
final class SoakWindows: BusObserver {
  /// SWRESET and SLPOUT, with which a panel is set up.
  private static let setUpCommands: Set<UInt8> = [0x01, 0x11]
  /// How long after a sign that something is to be drawn anew it may take to begin, milliseconds.
  private static let settlingMs: UInt64 = 1_000

  private struct Shown: Equatable {
    var face: Face
    var track: UInt32
    var hasCover: Bool
  }

  private let desk: SimulatedDesk
  private var shown: Shown?
  /// Until when anything may be drawn, and then until all is.
  private var freeUntilMs: UInt64 = 0
  private var isFree = true
  private var coverUntilMs: UInt64 = 0
  /// Whether what was drawn last was held against what had changed.
  private(set) var isChecking = false

  init(desk: SimulatedDesk) {
    self.desk = desk
    desk.model.recordsDrawnWindows = true
    desk.wiring.add(self)
  }

  private var milliseconds: UInt64 { desk.clock.nanoseconds / 1_000_000 }

  /// The device starts anew.
  func start() {
    shown = nil
    free()
  }

  /// A picture is on its way.
  func noteCover() { coverUntilMs = milliseconds + Self.settlingMs }

  private func free() {
    isFree = true
    freeUntilMs = milliseconds + Self.settlingMs
  }

  /// What was drawn where nothing had changed, in words.
  func look(_ device: borrowing SoakRun.SoakDevice) -> String? {
    let windows = desk.model.takeDrawnWindows()
    let now = Shown(
      face: device.content.face, track: device.trackNumber, hasCover: device.isCoverShown)
    if now != shown { free() }
    shown = now
    isChecking = !isFree && !windows.isEmpty
    defer {
      if isFree && device.isSettled && milliseconds > freeUntilMs { isFree = false }
    }
    let cover = device.isCoverShown ? device.display.cover.picture : nil
    for window in windows {
      if let complaint = complaint(window.addressed, cover) { return complaint }
    }
    return nil
  }

  private func complaint(_ window: Rect, _ cover: Rect?) -> String? {
    let glass = desk.glass
    let (left, top) = (Int(window.origin.x) - glass.column, Int(window.origin.y) - glass.row)
    let (right, bottom) = (left + Int(window.size.width), top + Int(window.size.height))
    let text = "columns \(left) to \(right - 1), rows \(top) to \(bottom - 1)"
    if left < 0 || top < 0 || right > glass.width || bottom > glass.height {
      return "\(text) are not on the glass"
    }
    if isFree || milliseconds <= coverUntilMs { return nil }
    if let cover, left < Int(cover.origin.x) + Int(cover.size.width), right > Int(cover.origin.x),
      top < Int(cover.origin.y) + Int(cover.size.height), bottom > Int(cover.origin.y)
    {
      return "\(text) are drawn over the cover, and none is on its way"
    }
    if 2 * Int(window.size.area) > glass.width * glass.height {
      return "\(text) are drawn, and nothing has changed"
    }
    return nil
  }

  func command(_ opcode: UInt8, at time: UInt64) {
    if Self.setUpCommands.contains(opcode) { free() }
  }
  func data(_ bytes: [UInt8], at time: UInt64) {}
  func reset(_ level: PinLevel, at time: UInt64) { free() }
  func backlight(percent: UInt8, at time: UInt64) {}
}
