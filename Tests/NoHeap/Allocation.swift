/// What the core must not do. `make test-no-heap-negative` compiles it into the core and expects to
/// be stopped: by the compiler, and, with the compiler's check off, by the check of the linked image.
@c(allocate)
public func allocate(_ count: Int32) -> Int32 {
  var squares: [Int32] = []
  for number in 0..<count { squares.append(number &* number) }
  return squares.reduce(0, &+)
}
