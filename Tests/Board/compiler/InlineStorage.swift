// What `Pinned` is for, as small as it gets: a value with inline storage lends a span of it from a
// method that does not change it.

@_rawLayout(size: 0, alignment: 1)
public struct Pinned: ~Copyable {
  public init() {}
  deinit {}
}

public struct Loose: ~Copyable {
  private var storage = [1024 of UInt8](repeating: 0)
  private var count = 0

  func sum() -> UInt32 {
    let bytes = storage.span
    var sum: UInt32 = 0
    for index in 0..<count { sum &+= UInt32(bytes[index]) }
    return sum
  }
}

public struct Kept: ~Copyable {
  private var storage = [1024 of UInt8](repeating: 0)
  private var count = 0
  private let pinned = Pinned()

  func sum() -> UInt32 {
    let bytes = storage.span
    var sum: UInt32 = 0
    for index in 0..<count { sum &+= UInt32(bytes[index]) }
    return sum
  }
}

@c(sum_of_loose)
public func sumOfLoose(_ value: UnsafeMutableRawPointer) -> UInt32 {
  unsafe value.assumingMemoryBound(to: Loose.self).pointee.sum()
}

@c(sum_of_kept)
public func sumOfKept(_ value: UnsafeMutableRawPointer) -> UInt32 {
  unsafe value.assumingMemoryBound(to: Kept.self).pointee.sum()
}
