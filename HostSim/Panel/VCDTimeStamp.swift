/// A time stamp line of a value change dump, `#` and nanoseconds, kept as text.
///
/// A dump has two for each bit on the wire, a few nanoseconds apart. Adding to the digits touches the
/// last one or two, where printing the number anew would divide for each of them.
struct VCDTimeStamp {
  private(set) var nanoseconds: UInt64 = 0
  /// The line with its line feed.
  private(set) var line = Array("#0\n".utf8)

  /// Moves on to `time`, which must not be before ``nanoseconds``.
  mutating func advance(to time: UInt64) {
    var carry = time - nanoseconds
    nanoseconds = time
    // The last digit stands before the line feed, the first after the number sign.
    var index = line.count - 2
    while carry > 0 {
      if index == 0 {
        line.insert(UInt8(ascii: "0"), at: 1)
        index = 1
      }
      let (tens, digit) = (carry + UInt64(line[index] - UInt8(ascii: "0")))
        .quotientAndRemainder(dividingBy: 10)
      line[index] = UInt8(ascii: "0") + UInt8(digit)
      carry = tens
      index -= 1
    }
  }
}
