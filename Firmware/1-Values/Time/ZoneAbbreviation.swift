/// What people call the time of a zone, such as `CET` or `+0530`: the first 8 bytes of its name.
///
/// The bytes are ASCII letters, digits, `+` and `-`.
public struct ZoneAbbreviation: Equatable, Sendable {
  private var bytes = Limits.ZoneName(repeating: 0)
  /// 0…8.
  public private(set) var count = 0

  init() {}

  /// Has no effect on a name that is full.
  mutating func append(_ byte: UInt8) {
    guard count < bytes.count else { return }
    bytes[count] = byte
    count &+= 1
  }

  public func append<let capacity: Int>(to text: inout UTF8Buffer<capacity>) {
    for index in 0..<count { text.append(scalar: UInt32(bytes[index])) }
  }

  public static func == (left: ZoneAbbreviation, right: ZoneAbbreviation) -> Bool {
    guard left.count == right.count else { return false }
    for index in 0..<left.count where left.bytes[index] != right.bytes[index] { return false }
    return true
  }
}
