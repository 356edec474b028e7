import CBoard

/// What this image says about itself, from the descriptor that tools find in its bytes.
enum AppDescriptor {
  /// SemVer 2.0.0, as the build was told.
  static var version: Span<UInt8> {
    @_lifetime(immortal) get { unsafe text(app_version(), limit: 64) }
  }

  /// As in the firmware manifest's `board`.
  static var board: Span<UInt8> {
    @_lifetime(immortal) get { unsafe text(app_board(), limit: 24) }
  }

  /// The bytes from `start` up to the first zero. The descriptor is constant memory, and its texts
  /// end in a zero before `limit`.
  @_lifetime(immortal)
  private static func text(_ start: UnsafePointer<UInt8>, limit: Int) -> Span<UInt8> {
    var count = 0
    while count < limit, unsafe start[count] != 0 { count &+= 1 }
    return unsafe constantBytes(start, count: count)
  }

  /// Writes `sleeve/<version> (<board>)`, the device's user agent.
  static func announce() {
    Console.write("sleeve/")
    Console.write(version)
    Console.write(" (")
    Console.write(board)
    Console.write(")\n")
  }
}
