/// The words after a command, sorted into options and operands.
struct Arguments {
  private var values: [String: [String]] = [:]
  private(set) var operands: [String] = []

  /// - Parameters:
  ///   - options: The names that take one value, with their dashes.
  ///   - lists: The names that take all words up to the next option.
  ///   - repeatable: The names that take one value and may come again.
  init(
    _ words: [String], options: Set<String>, lists: Set<String> = [], repeatable: Set<String> = []
  ) throws(CommandFailure) {
    var index = 0
    while index < words.count {
      let word = words[index]
      index += 1
      if word == "--help" || word == "-h" { throw .help }
      if !word.hasPrefix("-") || word == "-" {
        operands.append(word)
        continue
      }
      let isList = lists.contains(word)
      let mayRepeat = isList || repeatable.contains(word)
      if !mayRepeat && !options.contains(word) { throw .usage("unknown option \(word)") }
      let start = index
      let end = isList ? words.count : min(index + 1, words.count)
      while index < end, !words[index].hasPrefix("--") { index += 1 }
      if index == start { throw .usage("\(word) needs a value") }
      if !mayRepeat && values[word] != nil { throw .usage("\(word) is given twice") }
      values[word, default: []] += words[start..<index]
    }
  }

  func string(_ name: String) -> String? { values[name]?.last }

  func strings(_ name: String) -> [String] { values[name] ?? [] }

  /// The value of an option that must be given.
  func required(_ name: String) throws(CommandFailure) -> String {
    guard let value = string(name) else { throw .usage("\(name) is missing") }
    return value
  }

  /// A decimal number within `range`; nil where it is not given.
  func integer(_ name: String, in range: ClosedRange<Int>) throws(CommandFailure) -> Int? {
    string(name) == nil ? nil : try integer(name, in: range, default: range.lowerBound)
  }

  /// A decimal number within `range`.
  func integer(_ name: String, in range: ClosedRange<Int>, default fallback: Int)
    throws(CommandFailure) -> Int
  {
    guard let text = string(name) else { return fallback }
    guard let value = Int(text), range.contains(value) else {
      throw .usage("\(name) must be a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }

  /// A time such as `90s`, `5m`, `24h` or `250ms`, in milliseconds.
  func duration(_ name: String, default fallback: Int) throws(CommandFailure) -> Int {
    guard let text = string(name) else { return fallback }
    for (unit, factor) in [("ms", 1), ("s", 1_000), ("m", 60_000), ("h", 3_600_000)]
    where text.hasSuffix(unit) {
      guard let value = Int(text.dropLast(unit.count)), value >= 0, value <= 1_000_000_000 / factor
      else { continue }
      return value * factor
    }
    throw .usage("\(name) must be a time such as 250ms, 90s, 5m or 24h, up to 11 days")
  }

  /// The one operand, called `name` in the usage.
  func onlyOperand(_ name: String) throws(CommandFailure) -> String {
    if operands.count == 1 { return operands[0] }
    throw .usage(operands.isEmpty ? "\(name) is missing" : "one \(name) only")
  }

  func noOperands() throws(CommandFailure) {
    if let extra = operands.first { throw .usage("unexpected \(extra)") }
  }
}
