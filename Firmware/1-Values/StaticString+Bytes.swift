extension StaticString {
  /// The string's UTF-8.
  var bytes: Span<UInt8> {
    @_lifetime(immortal) get {
      unsafe _overrideLifetime(
        Span(_unsafeStart: utf8Start, count: utf8CodeUnitCount), copying: ())
    }
  }
}
