import Firmware

/// What the script is played on: a device, its panel and a place to print.
public protocol ScriptStage: ~Copyable {
  /// Sets up what is around the device during `scene`.
  mutating func begin(_ scene: Scene)

  /// Lets the device do what is due, and returns when it wants to go on.
  mutating func step(now: Instant) -> Instant

  /// Why things are not as they should be after `scene`; nil where all is well.
  mutating func complaint(after scene: Scene, now: Instant) -> StaticString?

  /// The checksum of what the glass shows.
  func checksum() -> UInt32

  func print(_ text: StaticString)
  func print(_ number: UInt32)
  func print(hex: UInt32)
}

/// The life of a device in a few scenes, the same to the byte wherever it is played: time is what
/// the device asks for, and stands still while it works.
public enum Script {
  /// Plays all scenes, and prints a line `screen <n> <name> <checksum>` after each.
  ///
  /// - Returns: Whether every scene ended as it should.
  public static func play<Stage: ScriptStage & ~Copyable>(on stage: inout Stage) -> Bool {
    var now = Instant(milliseconds: 0)
    var index = 0
    while let scene = Scene.at(index) {
      index += 1
      stage.begin(scene)
      let end = now + scene.milliseconds
      while !now.hasReached(end) { now = stage.step(now: now).earlier(end) }
      if let complaint = stage.complaint(after: scene, now: now) {
        return fail(scene, complaint, on: stage)
      }
      report(scene, UInt32(truncatingIfNeeded: index), on: stage)
    }
    return true
  }

  private static func report<Stage: ScriptStage & ~Copyable>(
    _ scene: Scene, _ number: UInt32, on stage: borrowing Stage
  ) {
    stage.print("screen ")
    stage.print(number)
    stage.print(" ")
    stage.print(scene.name)
    stage.print(" ")
    stage.print(hex: stage.checksum())
    stage.print("\n")
  }

  private static func fail<Stage: ScriptStage & ~Copyable>(
    _ scene: Scene, _ reason: StaticString, on stage: borrowing Stage
  ) -> Bool {
    stage.print("scene ")
    stage.print(scene.name)
    stage.print(": ")
    stage.print(reason)
    stage.print("\n")
    return false
  }
}
