/// Several words in one text, one after another with a space, or another byte, between them.
///
/// Names that are known stand in one constant this way: a `switch` over as many constants takes
/// some twenty bytes of code more for each.
extension Span<UInt8> {
  /// Word number `index`, from 0 on; empty where there are fewer.
  @_lifetime(copy self)
  func word(_ index: Int, separator: UInt8 = UInt8(ascii: " ")) -> Span<UInt8> {
    extracting(range(ofWord: index, separator))
  }

  /// The number of the word that `word` is, which is not empty; nil where it is none of them.
  @inline(never)
  func index(ofWord word: Span<UInt8>) -> Int? {
    var index = 0
    var start = 0
    for place in 0...count where place == count || self[place] == UInt8(ascii: " ") {
      if extracting(start..<place).equals(word) { return index }
      index &+= 1
      start = place &+ 1
    }
    return nil
  }

  @inline(never)
  private func range(ofWord index: Int, _ separator: UInt8) -> Range<Int> {
    var start = 0
    var left = index
    for place in indices where self[place] == separator {
      if left == 0 { return start..<place }
      left &-= 1
      start = place &+ 1
    }
    return (left == 0 ? start : count)..<count
  }
}
