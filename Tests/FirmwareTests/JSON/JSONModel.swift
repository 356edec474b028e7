@testable import Firmware

/// What a reader of JSON reports, a scalar at a time, so that chunks leave no mark.
enum JSONEvent: Equatable {
  case begin(JSONContainer, depth: Int)
  case end(depth: Int)
  case beginString(JSONStringRole)
  case scalar(UInt32)
  case endString(JSONStringRole)
  case number(JSONNumber, isInteger: Bool)
  case literal(JSONLiteral)
}

/// RFC 8259, rule after rule, over an array: slow and obvious.
///
/// `failedAt` is the length of the longest prefix that some valid text begins with, or nil where
/// the text itself is valid.
struct JSONModel {
  private(set) var events: [JSONEvent] = []
  private(set) var failedAt: Int?

  private struct Stop: Error {}

  private let text: [UInt8]
  private var at = 0

  init(_ text: [UInt8]) {
    self.text = text
    do throws(Stop) {
      try skipWhiteSpace()
      try value(depth: 0)
      try skipWhiteSpace()
      if at < text.count { throw Stop() }
    } catch {
      failedAt = at
    }
  }

  // MARK: Bytes

  private var next: UInt8? { at < text.count ? text[at] : nil }

  private func isNext(_ characters: String) -> Bool {
    guard let next else { return false }
    return characters.utf8.contains(next)
  }

  /// Takes the next byte, which must lie in `range`.
  private mutating func take(_ range: ClosedRange<UInt8>) throws(Stop) -> UInt8 {
    guard let next, range.contains(next) else { throw Stop() }
    at += 1
    return next
  }

  private mutating func take(_ character: Character) throws(Stop) {
    guard isNext(String(character)) else { throw Stop() }
    at += 1
  }

  private mutating func skipWhiteSpace() throws(Stop) {
    while isNext(" \t\n\r") { at += 1 }
  }

  // MARK: Sections 3 to 5: values

  private mutating func value(depth: Int) throws(Stop) {
    switch next {
    case UInt8(ascii: "{"): try object(depth: depth + 1)
    case UInt8(ascii: "["): try array(depth: depth + 1)
    case UInt8(ascii: "\""): try string(.value)
    case UInt8(ascii: "t"): try literal("true", .true)
    case UInt8(ascii: "f"): try literal("false", .false)
    case UInt8(ascii: "n"): try literal("null", .null)
    default: try number()
    }
  }

  private mutating func literal(_ letters: String, _ value: JSONLiteral) throws(Stop) {
    for letter in letters { try take(letter) }
    events.append(.literal(value))
  }

  private mutating func object(depth: Int) throws(Stop) {
    if depth > 32 { throw Stop() }
    try take("{")
    events.append(.begin(.object, depth: depth))
    try skipWhiteSpace()
    if !isNext("}") {
      try member(depth: depth)
      while !isNext("}") {
        try take(",")
        try skipWhiteSpace()
        try member(depth: depth)
      }
    }
    try take("}")
    events.append(.end(depth: depth))
  }

  private mutating func member(depth: Int) throws(Stop) {
    try string(.name)
    try skipWhiteSpace()
    try take(":")
    try skipWhiteSpace()
    try value(depth: depth)
    try skipWhiteSpace()
  }

  private mutating func array(depth: Int) throws(Stop) {
    if depth > 32 { throw Stop() }
    try take("[")
    events.append(.begin(.array, depth: depth))
    try skipWhiteSpace()
    if !isNext("]") {
      try value(depth: depth)
      try skipWhiteSpace()
      while !isNext("]") {
        try take(",")
        try skipWhiteSpace()
        try value(depth: depth)
        try skipWhiteSpace()
      }
    }
    try take("]")
    events.append(.end(depth: depth))
  }

  // MARK: Section 6: numbers

  private mutating func number() throws(Stop) {
    let start = at
    if isNext("-") { at += 1 }
    if isNext("0") {
      at += 1
      if isNext("0123456789") { throw Stop() }
    } else {
      try digits()
    }
    if isNext(".") {
      at += 1
      try digits()
    }
    if isNext("eE") {
      at += 1
      if isNext("+-") { at += 1 }
      try digits()
    }
    let digits = String(decoding: text[start..<at], as: UTF8.self)
    events.append(
      .number(DecimalModel.integer(digits), isInteger: !digits.contains { ".eE".contains($0) }))
  }

  private mutating func digits() throws(Stop) {
    repeat { _ = try take(0x30...0x39) } while isNext("0123456789")
  }

  // MARK: Section 7: strings

  private mutating func string(_ role: JSONStringRole) throws(Stop) {
    try take("\"")
    events.append(.beginString(role))
    while !isNext("\"") {
      if isNext("\\") { try escape() } else { events.append(.scalar(try utf8())) }
    }
    try take("\"")
    events.append(.endString(role))
  }

  /// An escape, or two that form a pair, or a lone surrogate together with what stands after it.
  private mutating func escape() throws(Stop) {
    var pending: UInt32?
    repeat {
      let unit = try codeUnit()
      if let high = pending, (0xDC00...0xDFFF).contains(unit) {
        events.append(.scalar(0x1_0000 + (high - 0xD800) * 0x400 + (unit - 0xDC00)))
        return
      }
      if pending != nil { events.append(.scalar(0xFFFD)) }
      pending = nil
      switch unit {
      case 0xD800...0xDBFF: pending = unit
      case 0xDC00...0xDFFF: events.append(.scalar(0xFFFD))
      default: events.append(.scalar(unit))
      }
    } while pending != nil && isNext("\\")
    if pending == nil { return }
    // Only once something legal follows is it certain that the surrogate stands alone.
    guard let next, (0x20...0x7F).contains(next) || (0xC2...0xF4).contains(next) else {
      throw Stop()
    }
    events.append(.scalar(0xFFFD))
  }

  private static let shortEscapes: [UInt8: UInt32] = [
    0x22: 0x22, 0x5C: 0x5C, 0x2F: 0x2F, 0x62: 8, 0x66: 12, 0x6E: 10, 0x72: 13, 0x74: 9,
  ]

  private mutating func codeUnit() throws(Stop) -> UInt32 {
    try take("\\")
    if let next, let scalar = Self.shortEscapes[next] {
      at += 1
      return scalar
    }
    try take("u")
    var unit: UInt32 = 0
    for _ in 0..<4 {
      guard let next, let digit = Character(Unicode.Scalar(next)).hexDigitValue, next < 0x80 else {
        throw Stop()
      }
      at += 1
      unit = unit * 16 + UInt32(digit)
    }
    return unit
  }

  /// The rows of the table in RFC 3629 section 4, without the control characters.
  private mutating func utf8() throws(Stop) -> UInt32 {
    let tail: ClosedRange<UInt8> = 0x80...0xBF
    let lead: UInt32
    let rest: [ClosedRange<UInt8>]
    switch next {
    case .some(0x20...0x7F): (lead, rest) = (0x7F, [])
    case .some(0xC2...0xDF): (lead, rest) = (0x1F, [tail])
    case .some(0xE0): (lead, rest) = (0x0F, [0xA0...0xBF, tail])
    case .some(0xE1...0xEC), .some(0xEE...0xEF): (lead, rest) = (0x0F, [tail, tail])
    case .some(0xED): (lead, rest) = (0x0F, [0x80...0x9F, tail])
    case .some(0xF0): (lead, rest) = (0x07, [0x90...0xBF, tail, tail])
    case .some(0xF1...0xF3): (lead, rest) = (0x07, [tail, tail, tail])
    case .some(0xF4): (lead, rest) = (0x07, [0x80...0x8F, tail, tail])
    default: throw Stop()
    }
    var scalar = UInt32(try take(0...255)) & lead
    for range in rest { scalar = scalar * 64 + UInt32(try take(range)) % 64 }
    return scalar
  }
}
