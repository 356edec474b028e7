/// What is known of the item that is on the glass.
struct NowPlayingState {
  /// What stood in the cover's place when drawing began.
  var cover = CoverPlace.lost(isAwaited: false)
  /// Title, and artist with album.
  var lines = RunningLines()
  /// Seconds; nil without an end or without times: then there is no bar.
  var durationSeconds: UInt32?
  var elapsedSeconds: UInt32 = 0
  /// The longest time that `timeWidth` has room for, seconds; 0 for an item without times.
  var longestSeconds: UInt32 = 0
  /// Columns that either time takes; 0 without times.
  var timeWidth: UInt16 = 0
  /// Filled columns of the bar.
  var barFill: UInt16 = 0
  /// Milliseconds to the item's next full second; nil while it stands.
  var untilNextSecondMs: UInt32?
}
