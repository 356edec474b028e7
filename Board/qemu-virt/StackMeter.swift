import CBoard

/// Tells how deep the stack has ever been, by the paint that the start-up code put on it.
enum StackMeter {
  /// As in `start.S`.
  private static let paint: UInt32 = 0xA5A5_A5A5

  /// Bytes in use at the deepest moment since reset, in whole words.
  static var deepestByteCount: UInt32 {
    let words = unsafe Span(
      _unsafeStart: board_stack_start(), count: Int(board_stack_word_count()))
    var untouched = 0
    while untouched < words.count, words[untouched] == paint { untouched &+= 1 }
    return UInt32(words.count &- untouched) &* 4
  }

  static func report() {
    Console.write("stack ")
    Console.write(deepestByteCount)
    Console.write("\n")
  }
}
