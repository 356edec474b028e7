/// Writes one JSON text. Whoever uses it opens and closes in order; commas come by themselves.
///
/// Not inlined: many call sites, and none is in a hurry.
struct JSONWriter {
  enum StepState { case done, missing, failed, warning }

  private(set) var bytes = Bytes()
  private var needsComma = false

  @inline(never)
  mutating func beginObject() { open(UInt8(ascii: "{")) }
  @inline(never)
  mutating func endObject() { close(UInt8(ascii: "}")) }
  @inline(never)
  mutating func beginArray() { open(UInt8(ascii: "[")) }
  @inline(never)
  mutating func endArray() { close(UInt8(ascii: "]")) }

  @inline(never)
  mutating func name(_ name: StaticString) {
    value(Bytes(name))
    bytes.append(":")
    needsComma = false
  }

  /// A string; `text` is UTF-8.
  @inline(never)
  mutating func value(_ text: Bytes) {
    comma()
    bytes.append("\"")
    for byte in text {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        bytes.append("\\")
        bytes.add(byte)
      case 0..<0x20:
        bytes.append("\\u")
        bytes.append(hexadecimal: UInt64(byte), digitCount: 4)
      default: bytes.add(byte)
      }
    }
    bytes.append("\"")
  }

  @inline(never)
  mutating func value(_ number: Milliseconds) {
    comma()
    bytes.append(decimal: number)
  }

  @inline(never)
  mutating func value(_ flag: Bool) {
    comma()
    bytes.append(flag ? "true" : "false")
  }

  @inline(never)
  mutating func null() {
    comma()
    bytes.append("null")
  }

  /// A member; null where there is no value.
  @inline(never)
  mutating func member(_ name: StaticString, _ text: Bytes?) {
    self.name(name)
    if let text { value(text) } else { null() }
  }

  @inline(never)
  mutating func member(_ name: StaticString, _ text: StaticString) { member(name, Bytes(text)) }

  @inline(never)
  mutating func member(_ name: StaticString, _ number: Milliseconds?) {
    self.name(name)
    if let number { value(number) } else { null() }
  }

  @inline(never)
  mutating func member(_ name: StaticString, _ flag: Bool) {
    self.name(name)
    value(flag)
  }

  /// A step of the set-up in words, as the set-up page shows it.
  @inline(never)
  mutating func step(_ name: StaticString, _ state: StepState, _ text: Bytes) {
    beginObject()
    member("name", name)
    let word: StaticString =
      switch state {
      case .done: "done"
      case .missing: "missing"
      case .failed: "failed"
      case .warning: "warning"
      }
    member("state", word)
    member("text", text)
    endObject()
  }

  @inline(never)
  mutating func step(_ name: StaticString, _ state: StepState, _ text: StaticString) {
    step(name, state, Bytes(text))
  }

  @inline(never)
  private mutating func open(_ bracket: UInt8) {
    comma()
    bytes.add(bracket)
    needsComma = false
  }

  @inline(never)
  private mutating func close(_ bracket: UInt8) {
    bytes.add(bracket)
    needsComma = true
  }

  @inline(never)
  private mutating func comma() {
    if needsComma { bytes.append(",") }
    needsComma = true
  }
}
