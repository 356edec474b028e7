/// The words after a command, sorted into options and operands.
struct Arguments {
  private var values: [String: [String]] = [:]
  private(set) var operands: [String] = []
  /// The options that were given, with their dashes.
  private(set) var given: Set<String> = []

  /// Sorts `words`: `--name value` and `--name=value`; behind `--` all are operands.
  init(_ words: [String], options: [Option]) throws(CommandFailure) {
    var index = 0
    while index < words.count {
      let word = words[index]
      index += 1
      if word == "--" {
        operands += words[index...]
        break
      }
      if word == "--help" || word == "-h" { throw .help }
      if !word.hasPrefix("-") || word == HostFile.standardStream {
        operands.append(word)
        continue
      }
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(parts[0])
      guard let option = options.first(where: { $0.name == name }) else {
        throw .usage("unknown option \(name)")
      }
      if option.takes == .one && values[name] != nil { throw .usage("\(name) is given twice") }
      if option.takes == .nothing {
        if parts.count == 2 { throw .usage("\(name) takes no value") }
        values[name] = []
        continue
      }
      if parts.count == 2 {
        values[name, default: []].append(String(parts[1]))
        continue
      }
      let start = index
      let end = option.takes == .list ? words.count : min(index + 1, words.count)
      while index < end, !words[index].hasPrefix("--") { index += 1 }
      if index == start { throw .usage("\(name) needs a value") }
      values[name, default: []] += words[start..<index]
    }
    given = Set(values.keys)
    for option in options where values[option.name] == nil {
      if option.isRequired { throw .usage("\(option.name) is missing") }
      if case .value(let text) = option.otherwise { values[option.name] = [text] }
    }
  }

  /// The value that was given, or the option's default.
  func string(_ name: String) -> String? { values[name]?.last }

  func strings(_ name: String) -> [String] { values[name] ?? [] }

  /// The value of an option that is required or has a default.
  func value(_ name: String) -> String { values[name]?.last ?? "" }

  /// A decimal number within `range`; nil where it is not given.
  func integer(_ name: String, in range: ClosedRange<Int>) throws(CommandFailure) -> Int? {
    string(name) == nil ? nil : try number(name, in: range)
  }

  /// A decimal number within `range`, of an option that is required or has a default.
  func number(_ name: String, in range: ClosedRange<Int>) throws(CommandFailure) -> Int {
    guard let value = Int(value(name)), range.contains(value) else {
      throw .usage("\(name) must be a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }

  /// A time such as `90s`, `5m`, `24h` or `250ms`, in milliseconds.
  func duration(_ name: String) throws(CommandFailure) -> Int {
    let text = value(name)
    for (unit, factor) in [("ms", 1), ("s", 1_000), ("m", 60_000), ("h", 3_600_000)]
    where text.hasSuffix(unit) {
      guard let value = Int(text.dropLast(unit.count)), value >= 0, value <= 1_000_000_000 / factor
      else { continue }
      return value * factor
    }
    throw .usage("\(name) must be a time such as 250ms, 90s, 5m or 24h, up to 11 days")
  }

  /// The value of ``Option/chunk``.
  func chunk() throws(CommandFailure) -> Int { try number(Option.chunk.name, in: 1...1 << 20) }

  /// The one operand, called `name` in the usage.
  func onlyOperand(_ name: String) throws(CommandFailure) -> String {
    if operands.count == 1 { return operands[0] }
    throw .usage(operands.isEmpty ? "\(name) is missing" : "one \(name) only")
  }

  func noOperands() throws(CommandFailure) {
    if let extra = operands.first { throw .usage("unexpected \(extra)") }
  }
}
