import Firmware

/// Unix time, or a span of it, in milliseconds: 64 bits wide where `Int` has 32.
public typealias Milliseconds = Int64

extension Milliseconds {
  /// The end of the year 9999: no moment that is kept is later, so that no sum overflows.
  static var latest: Milliseconds { Milliseconds(UnixTime.latestMilliseconds) }

  /// This moment in UTC; before 1970 it is 1970.
  private var civilTime: CivilTime? {
    UnixTime(milliseconds: UInt64(Swift.max(0, self))).map { CivilTime($0) }
  }

  /// The date in UTC, such as `3 May 2027`.
  var date: Bytes {
    guard let time = civilTime else { return [] }
    var text = Bytes()
    text.append(decimal: Milliseconds(time.day))
    text.append(" ")
    for index in time.month.name.indices { text.append(time.month.name[index]) }
    text.append(" ")
    text.append(decimal: Milliseconds(time.year))
    return text
  }

  /// The time of day in UTC, such as `21:40`.
  var clock: Bytes {
    guard let time = civilTime else { return [] }
    var text = Bytes()
    if time.hour < 10 { text.append("0") }
    text.append(decimal: Milliseconds(time.hour))
    text.append(time.minute < 10 ? ":0" : ":")
    text.append(decimal: Milliseconds(time.minute))
    return text
  }
}
