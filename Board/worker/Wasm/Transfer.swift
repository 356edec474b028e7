/// What goes in and out of the module: one room for input, and one output. One thread, one instance.
enum Transfer {
  /// No input is longer: a picture, or an upstream answer with its event.
  static let inputBytesMax = 8 << 20

  nonisolated(unsafe) private static var room: UnsafeMutableRawBufferPointer?
  /// The answer of the last call; it stays in place until the next.
  nonisolated(unsafe) static var output: [UInt8] = []

  /// The first `count` bytes of the room, and no more than it has.
  static func withInput<Result>(_ count: Int, _ body: (Span<UInt8>) -> Result) -> Result {
    let bytes = unsafe UnsafeRawBufferPointer(
      room ?? UnsafeMutableRawBufferPointer(start: nil, count: 0))
    let input = unsafe UnsafeRawBufferPointer(rebasing: bytes[..<max(0, min(count, bytes.count))])
    return body(unsafe input.bindMemory(to: UInt8.self).span)
  }

  fileprivate static func makeRoom(_ count: Int) -> UnsafeMutableRawPointer? {
    unsafe room?.deallocate()
    unsafe room = nil
    guard 0...inputBytesMax ~= count else { return nil }
    unsafe room = .allocate(byteCount: max(count, 1), alignment: 16)
    return unsafe room?.baseAddress
  }
}

/// Room for `length` bytes of input, good until the next call; null where that is more than is taken.
@c(reserve) public func reserve(_ length: Int32) -> UnsafeMutableRawPointer? {
  unsafe Transfer.makeRoom(Int(length))
}

/// Where the output of the last call stands, good until the next.
@c(output) public func output() -> UnsafeRawPointer? {
  unsafe Transfer.output.withUnsafeBytes { $0.baseAddress }
}

@c(output_length) public func outputLength() -> Int32 { Int32(unsafe Transfer.output.count) }
