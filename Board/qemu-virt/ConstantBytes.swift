/// The `count` bytes at `start`, which must be constant memory of the image.
@unsafe @_lifetime(immortal)
func constantBytes(_ start: UnsafePointer<UInt8>, count: Int) -> Span<UInt8> {
  let bytes = unsafe Span(_unsafeStart: start, count: count)
  return unsafe _overrideLifetime(bytes, copying: ())
}
