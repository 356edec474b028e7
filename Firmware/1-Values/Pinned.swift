/// A member without size that keeps the value around it where it is: the compiler addresses the
/// value in place, and never moves it through a copy on the stack.
///
/// Without it Swift 6.3.1 loads a large value as a whole, into the caller's frame, to make it, to
/// call a method that does not change it, or to lend a span of its storage. It belongs in each type
/// with a buffer in it; types around that one are kept in place with it.
@_rawLayout(size: 0, alignment: 1)
public struct Pinned: ~Copyable {
  public init() {}
  // Does nothing; the device build cannot destroy such a value without one.
  deinit {}
}
