import HostSim

@testable import Firmware

/// Random valid JSON texts.
struct JSONGenerator {
  var random: SeededGenerator
  private(set) var text: [UInt8] = []

  /// What changes texts in ways that matter: all characters of the grammar and bytes of UTF-8.
  static let alphabet =
    Array("{}[]:,\"\\/bfnrtu0123456789+-.eEaAdDtruefalsn \t\r\n".utf8) + [
      0x00, 0x1F, 0x7F, 0x80, 0xBF, 0xC0, 0xC2, 0xE0, 0xED, 0xF0, 0xF4, 0xF5, 0xFF,
    ]

  init(_ random: SeededGenerator) { self.random = random }

  mutating func document() -> [UInt8] {
    text = []
    space()
    value(depth: random.below(5))
    space()
    return text
  }

  private mutating func add(_ string: String) { text += Array(string.utf8) }

  private mutating func space() {
    while random.isOneIn(4) { add(random.pick([" ", "\t", "\n", "\r"])) }
  }

  private mutating func value(depth: Int) {
    switch random.below(depth > 0 ? 8 : 4) {
    case 0: string()
    case 1: text += Array(JSONGenerator.number(&random).utf8)
    case 2: add(random.pick(["true", "false", "null"]))
    case 3: deepChain()
    case 4, 5: object(depth: depth - 1)
    default: array(depth: depth - 1)
    }
  }

  private mutating func object(depth: Int) {
    add("{")
    space()
    for index in 0..<random.below(4) {
      if index > 0 { add(",") }
      space()
      string()
      space()
      add(":")
      space()
      value(depth: depth)
      space()
    }
    add("}")
  }

  private mutating func array(depth: Int) {
    add("[")
    space()
    for index in 0..<random.below(4) {
      if index > 0 { add(",") }
      space()
      value(depth: depth)
      space()
    }
    add("]")
  }

  /// Containers around nothing, to 28 levels, which leaves room for what is around them.
  private mutating func deepChain() {
    let kinds = (0..<random.below(28)).map { _ in random.isOneIn(2) }
    for isObject in kinds { add(isObject ? "{\"\":" : "[") }
    add("0")
    for isObject in kinds.reversed() { add(isObject ? "}" : "]") }
  }

  private mutating func string() {
    add("\"")
    for _ in 0..<random.below(8) { character() }
    add("\"")
  }

  private mutating func character() {
    switch random.below(8) {
    case 0: add(random.pick([#"\""#, #"\\"#, #"\/"#, #"\b"#, #"\f"#, #"\n"#, #"\r"#, #"\t"#]))
    case 1: hex(UInt32(random.below(0x1_0000)))
    case 2: hex(UInt32(0xD800 + random.below(0x800)))
    case 3:
      hex(UInt32(0xD800 + random.below(0x400)))
      hex(UInt32(0xDC00 + random.below(0x400)))
    case 4: scalar(below: random.pick([0x80, 0x800, 0x1_0000, 0x11_0000]))
    default: add(random.pick(["a", "z", " ", "/", "0", "[", "}"]))
    }
  }

  private mutating func hex(_ unit: UInt32) {
    let digits = String(unit, radix: 16, uppercase: random.isOneIn(2))
    add("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
  }

  private mutating func scalar(below limit: Int) {
    guard let scalar = Unicode.Scalar(UInt32(random.below(limit))), scalar.value >= 0x20,
      scalar != "\"", scalar != "\\"
    else { return }
    add(String(Character(scalar)))
  }

  /// A number of any form, many of them at the ends of what 64 bits hold.
  static func number(_ random: inout SeededGenerator) -> String {
    var text = random.isOneIn(3) ? "-" : ""
    switch random.below(4) {
    case 0: text += "0"
    case 1: text += String(random.next() >> UInt64(random.below(64)))
    case 2: text += "1844674407370955161" + digits(&random, 1 + random.below(3))
    default: text += String(1 + random.below(9)) + digits(&random, random.below(26))
    }
    if random.isOneIn(2) { text += "." + digits(&random, 1 + random.below(24)) }
    if random.isOneIn(2) {
      text += random.pick(["e", "E"]) + random.pick(["", "+", "-"])
      text += random.isOneIn(8) ? digits(&random, 8 + random.below(16)) : "\(random.below(30))"
    }
    return text
  }

  private static func digits(_ random: inout SeededGenerator, _ count: Int) -> String {
    (0..<count).map { _ in String(random.below(10)) }.joined()
  }
}
