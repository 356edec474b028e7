/// The running firmware's version, for the boot screen, the user agent and updates.
public struct Version: Sendable {
  /// SemVer 2.0.0; what is longer is cut.
  public internal(set) var number = Limits.VersionText()

  public init(_ number: StaticString) {
    precondition(number.isASCII)
    self.init(unsafe Span(_unsafeStart: number.utf8Start, count: number.utf8CodeUnitCount))
  }

  public init(_ number: Span<UInt8>) {
    self.number = ShortText(number)
  }

  static var product: StaticString { "Sleeve" }
}
