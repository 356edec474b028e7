extension Array where Element: FixedWidthInteger & BitwiseCopyable {
  /// Room for as many numbers as `count`, all of them 0.
  ///
  /// Not inlined: it is called from twenty places, and never within a loop.
  @inline(never)
  static func zeros(_ count: Int) -> [Element] { [Element](repeating: 0, count: count) }
}
