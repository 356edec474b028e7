import Firmware

/// Sees when another screen is on the glass, drawn to its end: another face, or another item.
struct ScreenWatch {
  private var shown: (face: Face, track: UInt32)?

  /// The face to make a picture of; nil where nothing new is shown.
  mutating func newFace(_ face: Face?, track: UInt32, isSettled: Bool) -> Face? {
    guard let face, isSettled else { return nil }
    let track = face == .playing || face == .paused ? track : 0
    if let shown, shown == (face, track) { return nil }
    shown = (face, track)
    return face
  }
}
