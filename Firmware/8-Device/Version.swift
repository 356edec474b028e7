/// The running firmware's name and version, for the boot screen and the user agent.
public struct Version: Sendable {
  /// SemVer 2.0.0.
  public let number: StaticString

  public init(_ number: StaticString) { self.number = number }

  static var product: StaticString { "Sleeve" }
}
