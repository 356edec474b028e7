/// Sorts the events of a ``JSONReader`` into a ``Manifest``.
public struct ManifestMembers: ~Copyable {
  public var manifest = Manifest()
  /// The member whose value is being read; nil inside an unknown one.
  private var member: ManifestMember?
  private var depth = 0
  private var role = JSONStringRole.value
  /// The name that is being read, or the text of a member: all but the URL, which is collected
  /// where it stays.
  private var word = Limits.ManifestWord()
  /// Members that came, one bit each at the place of its raw value.
  private var seen: UInt16 = 0
  private var failure: ManifestReason?

  init() {}

  mutating func begin() {
    manifest.removeAll()
    member = nil
    depth = 0
    seen = 0
    failure = nil
  }

  /// What `error` means for a manifest.
  @inline(never)
  func explain(_ error: JSONError) -> ManifestError {
    ManifestError(
      reason: failure ?? .json(error.reason), offset: Int(truncatingIfNeeded: error.offset))
  }

  /// A required member that did not come.
  var missing: ManifestMember? {
    let absent = ManifestMember.required & ~seen
    return ManifestMember(rawValue: UInt8(truncatingIfNeeded: absent.trailingZeroBitCount))
  }

  private mutating func stop(_ reason: ManifestReason) -> JSONFlow {
    failure = reason
    return .stop
  }

  /// Whether a number or a text may come now.
  private mutating func check(isNumber: Bool) -> JSONFlow {
    if depth == 0 { return stop(.notAnObject) }
    guard let member, (member.byteLimit == nil) != isNumber else { return .proceed }
    return stop(.wrongType(member))
  }

  /// Notes that the value of `member` came, and whether it `isGood`.
  private mutating func end(_ member: ManifestMember, _ isGood: Bool) -> JSONFlow {
    if !isGood { return stop(.badValue(member)) }
    seen |= 1 &<< UInt16(member.rawValue)
    return .proceed
  }
}

extension ManifestMembers: JSONHandler {
  /// Nothing: the manifest is a part of the handler.
  public struct Output {}

  public mutating func begin(_ container: JSONContainer, depth: Int) -> JSONFlow {
    if depth == 1 && container == .array { return stop(.notAnObject) }
    if depth == 2, let member { return stop(.wrongType(member)) }
    self.depth = depth
    return .proceed
  }

  public mutating func end(depth: Int) -> JSONFlow {
    self.depth = depth &- 1
    return .proceed
  }

  public mutating func beginString(_ role: JSONStringRole) -> JSONFlow {
    self.role = role
    if role == .name {
      // Where this is deeper, there is none: known members are no containers.
      member = nil
    } else if check(isNumber: false) == .stop {
      return .stop
    }
    word.removeAll()
    // A second value takes the place of the first.
    if let member { manifest.remove(member) }
    return .proceed
  }

  @inline(never)
  public mutating func text(_ chunk: Span<UInt8>, from index: Int, to output: inout Output) -> Int {
    let end = JSONText.plainEnd(chunk, from: index)
    return index &+ take(chunk.extracting(index..<end))
  }

  public mutating func scalar(_ scalar: UInt32, to output: inout Output) -> JSONFlow {
    // Every byte from 80h on stands for what is not ASCII.
    let byte: [1 of UInt8] = [UInt8(truncatingIfNeeded: min(scalar, 0x80))]
    return take(byte.span) == 1 ? .proceed : .stop
  }

  /// Takes `bytes` as far as they may stand there and returns how many these are.
  @inline(never)
  private mutating func take(_ bytes: Span<UInt8>) -> Int {
    guard let member, let limit = member.byteLimit else {
      // Of a name that is too long the beginning suffices: it is none that is known.
      if depth == 1 && role == .name { word.append(ascii: bytes) }
      return bytes.count
    }
    let room = limit &- (member == .url ? manifest.url.count : word.count)
    var count = 0
    while count < bytes.count, count < room, Self.isPrintable(bytes[count]) { count &+= 1 }
    if count < bytes.count { failure = .badText(member) }
    if member == .url {
      manifest.url.append(ascii: bytes.extracting(0..<count))
    } else {
      word.append(ascii: bytes.extracting(0..<count))
    }
    return count
  }

  private static func isPrintable(_ byte: UInt8) -> Bool { byte >= 0x20 && byte < 0x7F }

  public mutating func endString(_ role: JSONStringRole, to output: inout Output) -> JSONFlow {
    if role == .value {
      guard let member else { return .proceed }
      return end(member, manifest.take(&word, as: member))
    }
    if depth == 1 { member = word.withBytes { ManifestMember($0) } }
    return .proceed
  }

  public mutating func number(_ number: JSONNumber, isInteger: Bool) -> JSONFlow {
    if check(isNumber: true) == .stop { return .stop }
    guard let member else { return .proceed }
    return end(member, isInteger && manifest.take(number, as: member))
  }

  @inline(never)
  public mutating func literal(_ literal: JSONLiteral) -> JSONFlow {
    if depth == 0 { return stop(.notAnObject) }
    guard let member else { return .proceed }
    if literal != .null || !member.isOptional { return stop(.wrongType(member)) }
    manifest.remove(member)
    return .proceed
  }
}
