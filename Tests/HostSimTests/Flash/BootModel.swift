/// The bootloader's decision once more, from its description: plain numbers, no flash.
struct BootModel {
  struct Entry: Equatable {
    var sequence: UInt32
    var state: UInt32
    var crcIsRight: Bool
  }

  struct Result: Equatable {
    var slot: Int?
    var fellBack: Bool
    var entries: [Entry]
    /// Indices of the entries that were rewritten, in order.
    var rewritten: [Int]
  }

  private static let empty = UInt32.max

  /// - Parameter verifies: whether the image in slot 0 and in slot 1 does.
  static func boot(_ before: [Entry], verifies: [Bool]) -> Result {
    var entries = before
    var rewritten: [Int] = []
    // Whoever was on trial has failed it.
    for index in 0...1 where entries[index].state == 1 {
      entries[index].state = 4
      rewritten.append(index)
    }
    let isOut = entries.map { $0.sequence == empty || $0.state == 3 || $0.state == 4 }
    let isBlank = entries.map { $0.sequence == empty || !$0.crcIsRight }
    var order = [0, 1]
    if let choice = choose(entries, isOut) {
      // 1 is slot 0, 2 is slot 1, 3 is slot 0 again; 0 comes before 1, so it is slot 1.
      let slot = entries[choice].sequence % 2 == 1 ? 0 : 1
      order = [slot, 1 - slot]
      if entries[choice].state == 0 {
        entries[choice].state = 1
        rewritten.append(choice)
      }
    }
    let slot = order.first { verifies[$0] }
    if let slot, isOut == [true, true], isBlank == [true, true] {
      entries[0] = Entry(sequence: UInt32(slot + 1), state: 2, crcIsRight: true)
      rewritten.append(0)
    }
    return Result(
      slot: slot, fellBack: slot != nil && slot != order[0], entries: entries,
      rewritten: rewritten)
  }

  private static func choose(_ entries: [Entry], _ isOut: [Bool]) -> Int? {
    switch (!isOut[0] && entries[0].crcIsRight, !isOut[1] && entries[1].crcIsRight) {
    case (false, false): nil
    case (true, false): 0
    case (false, true): 1
    case (true, true): entries[0].sequence >= entries[1].sequence ? 0 : 1
    }
  }
}
