import CBoard

/// Tells how deep the stack has been, by the paint that the start-up code put on it.
enum StackMeter {
  /// Bytes in use at the deepest moment since the paint, in whole words.
  private static var deepestByteCount: UInt32 {
    let words = unsafe Span(
      _unsafeStart: board_stack_start(), count: Int(truncatingIfNeeded: board_stack_word_count()))
    var untouched = 0
    while untouched < words.count, words[untouched] == BOARD_STACK_PAINT { untouched &+= 1 }
    return UInt32(words.count &- untouched) &* 4
  }

  /// Bytes that `work` takes below its caller's frame. Forgets what was deeper before.
  @inline(__always)
  static func depth(of work: () -> Void) -> UInt32 {
    let frame = board_paint_stack()
    work()
    return deepestByteCount &- frame
  }

  static func report(_ name: StaticString, _ byteCount: UInt32) {
    Console.write(name)
    Console.write(byteCount)
    Console.write("\n")
  }
}
