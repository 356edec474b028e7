/// An image that fails: a recursion that needs more stack than there is.
@c(app_main)
public func appMain() -> Int32 { descend(100_000, [8 of Int32](repeating: 1)) }

@inline(never)
private func descend(_ depth: Int32, _ frame: [8 of Int32]) -> Int32 {
  guard depth > 0 else { return 0 }
  var next = frame
  next[Int(depth & 7)] &+= depth
  return descend(depth &- 1, next) &+ next[0]
}
