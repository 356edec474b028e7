import Firmware

/// What a boot ended in: an image that runs.
public struct BootOutcome: Equatable, Sendable {
  public let slot: Slot
  /// What the image finds out about itself: the state in the otadata entry that names its slot; nil
  /// if no entry does.
  public let state: SimulatedBootloader.EntryState?
  /// Whether the slot that was to be tried first holds no image that verifies.
  public let fellBack: Bool
  public let image: ImageLibrary.Image
}
