/// Sorts the events of a ``JSONReader`` into a ``NowPlaying``, and the cover into its decoder.
public struct NowPlayingMembers<Sink: CoverSink & ~Copyable>: ~Copyable {
  public internal(set) var nowPlaying = NowPlaying()
  private var cover = CoverDecoder<Sink>()
  /// The member whose value is being read; nil inside an unknown one.
  private var member: NowPlayingMember?
  private var depth = 0
  /// The name that is being read, or the value of a member that is a word.
  private var word = Limits.Name()
  /// Whether a space is due before the next character of a text.
  private var isSpaceDue = false
  private var coverWidth: UInt32 = 0
  private var coverHeight: UInt32 = 0
  private var isRunLength = false
  /// The picture that is wanted; empty for any.
  var onlyCover = Fingerprint()
  /// Whether a picture is skipped like an unknown member.
  var skipsCover = false
  private var failure: DocumentReason<Sink.Failure>?

  init() {}

  mutating func begin() {
    nowPlaying.removeAll()
    onlyCover = Fingerprint()
    skipsCover = false
    // Forgets what may have broken the last picture.
    cover.begin(Size(width: 0, height: 0))
    member = nil
    depth = 0
    coverWidth = 0
    coverHeight = 0
    isRunLength = false
    failure = nil
  }

  /// What `error` means for a document.
  mutating func explain(_ error: JSONError) -> DocumentError<Sink.Failure> {
    var reason = failure ?? .json(error.reason)
    if member == .cover, let broken = cover.failure { reason = .cover(broken) }
    return DocumentError(reason: reason, offset: error.offset)
  }

  private mutating func stop(_ reason: DocumentReason<Sink.Failure>) -> JSONFlow {
    failure = reason
    return .stop
  }

  /// Whether a value of that shape may come now; any may, where `shape` is nil.
  private mutating func check(_ shape: NowPlayingMember.Shape?) -> JSONFlow {
    if depth == 0 { return stop(.notAnObject) }
    guard let member, let shape else { return .proceed }
    return member.shape == shape ? .proceed : stop(.wrongType(member))
  }

  /// Makes the member whose value comes absent: of two that have its name, the last counts.
  private mutating func forget() {
    switch member {
    case .isPlaying: nowPlaying.isPlaying = false
    case .type: nowPlaying.kind = .track
    case .trackID: nowPlaying.trackID = Fingerprint()
    case .title: nowPlaying.title.removeAll()
    case .artist: nowPlaying.artist.removeAll()
    case .album: nowPlaying.album.removeAll()
    case .progress: nowPlaying.progressMs = nil
    case .duration: nowPlaying.durationMs = nil
    case .serverTime: nowPlaying.serverTimeMs = nil
    case .coverID: nowPlaying.coverID = Fingerprint()
    case .coverWidth: coverWidth = 0
    case .coverHeight: coverHeight = 0
    case .coverEncoding: isRunLength = false
    case .cover: nowPlaying.coverSize = nil
    case .accent: nowPlaying.accent = nil
    case .pollAfter: nowPlaying.pollAfterMs = nil
    case .problem: nowPlaying.problem = nil
    case .problemUntil: nowPlaying.problemUntilMs = nil
    case .helpURL: nowPlaying.helpURL.removeAll()
    case nil: break
    }
  }

  /// A cover begins: its size and encoding must be known by now.
  private mutating func beginCover() -> JSONFlow {
    guard Limits.coverSide.contains(coverWidth), Limits.coverSide.contains(coverHeight) else {
      return stop(.badCoverSize)
    }
    if !isRunLength { return stop(.badCoverEncoding) }
    if !onlyCover.isEmpty && onlyCover != nowPlaying.coverID { return stop(.otherCover) }
    let size = Size(
      width: UInt16(truncatingIfNeeded: coverWidth), height: UInt16(truncatingIfNeeded: coverHeight)
    )
    nowPlaying.coverSize = nil
    cover.begin(size)
    return .proceed
  }

  private mutating func endCover(_ sink: inout Sink) -> JSONFlow {
    if !cover.finish(to: &sink) { return .stop }
    nowPlaying.coverSize = cover.size
    return .proceed
  }
}

extension NowPlayingMembers: JSONHandler where Sink: ~Copyable {
  public typealias Output = Sink

  public mutating func begin(_ container: JSONContainer, depth: Int) -> JSONFlow {
    if depth == 1 && container == .array { return stop(.notAnObject) }
    if depth == 2, let member { return stop(.wrongType(member)) }
    self.depth = depth
    return .proceed
  }

  public mutating func end(depth: Int) -> JSONFlow {
    self.depth = depth &- 1
    return .proceed
  }

  // Out of line, as what follows: see `text`.
  @inline(never)
  public mutating func beginString(_ role: JSONStringRole) -> JSONFlow {
    if role == .name {
      if depth == 1 { member = nil }
      word.removeAll()
      return .proceed
    }
    guard check(.string) == .proceed else { return .stop }
    if member == .cover { return beginCover() }
    forget()
    word.removeAll()
    isSpaceDue = false
    return .proceed
  }

  // Out of line: inlined, it would widen the stack frame of the reader's `feed`.
  @inline(never)
  public mutating func text(
    _ chunk: Span<UInt8>, from index: Int, to sink: inout Sink
  ) -> Int {
    if member == .cover { return cover.take(chunk, from: index, to: &sink) }
    let end = JSONText.plainEnd(chunk, from: index)
    let range = index..<end
    switch member {
    case .trackID: nowPlaying.trackID.add(ascii: chunk, range)
    case .title: Self.append(chunk, range, to: &nowPlaying.title, &isSpaceDue)
    case .artist: Self.append(chunk, range, to: &nowPlaying.artist, &isSpaceDue)
    case .album: Self.append(chunk, range, to: &nowPlaying.album, &isSpaceDue)
    case .coverID: nowPlaying.coverID.add(ascii: chunk, range)
    case .helpURL: nowPlaying.helpURL.append(ascii: chunk.extracting(range))
    default:
      // Deeper names and values of unknown members are nothing to keep.
      if depth == 1 { word.append(ascii: chunk.extracting(range)) }
    }
    return end
  }

  @inline(never)
  public mutating func scalar(_ scalar: UInt32, to sink: inout Sink) -> JSONFlow {
    switch member {
    case .trackID: nowPlaying.trackID.add(scalar: scalar)
    case .title: Self.append(scalar, to: &nowPlaying.title, &isSpaceDue)
    case .artist: Self.append(scalar, to: &nowPlaying.artist, &isSpaceDue)
    case .album: Self.append(scalar, to: &nowPlaying.album, &isSpaceDue)
    case .coverID: nowPlaying.coverID.add(scalar: scalar)
    case .helpURL: nowPlaying.helpURL.append(scalar: scalar)
    case .cover:
      return cover.take(scalar, to: &sink) ? .proceed : .stop
    default: word.append(scalar: scalar)
    }
    return .proceed
  }

  public mutating func endString(_ role: JSONStringRole, to sink: inout Sink) -> JSONFlow {
    if role == .name {
      if depth == 1 {
        let named = word.withBytes { NowPlayingMember($0) }
        member = skipsCover && named == .cover ? nil : named
      }
      return .proceed
    }
    switch member {
    case .type: nowPlaying.kind = word.withBytes { ItemKind($0) }
    case .coverEncoding: isRunLength = word.withBytes { $0.equals("rle") }
    case .cover: return endCover(&sink)
    case .accent: nowPlaying.accent = word.withBytes { RGB565(hexadecimal: $0) }
    // A part of an address leads nowhere.
    case .helpURL: if nowPlaying.helpURL.isCut { nowPlaying.helpURL.removeAll() }
    case .problem: nowPlaying.problem = word.withBytes { ServiceProblem($0) }
    default: break
    }
    return .proceed
  }

  public mutating func number(_ number: JSONNumber, isInteger: Bool) -> JSONFlow {
    guard check(.number) == .proceed else { return .stop }
    switch member {
    case .progress: nowPlaying.progressMs = number.clampedToUInt32
    case .duration: nowPlaying.durationMs = number.clampedToUInt32
    case .serverTime: nowPlaying.serverTimeMs = number.clampedToUInt64
    case .coverWidth: coverWidth = number.clampedToUInt32
    case .coverHeight: coverHeight = number.clampedToUInt32
    case .pollAfter:
      let limits = Limits.pollAfterMs
      nowPlaying.pollAfterMs = min(
        max(number.clampedToUInt32, limits.lowerBound), limits.upperBound)
    case .problemUntil: nowPlaying.problemUntilMs = number.clampedToUInt64
    default: break
    }
    return .proceed
  }

  @inline(never)
  public mutating func literal(_ literal: JSONLiteral) -> JSONFlow {
    guard check(literal == .null ? nil : .bool) == .proceed else { return .stop }
    forget()
    if member == .isPlaying { nowPlaying.isPlaying = literal == .true }
    return .proceed
  }
}

/// White space in texts that are shown: any amount of it is one space, and none at either end.
extension NowPlayingMembers where Sink: ~Copyable {
  private static func append(
    _ chunk: Span<UInt8>, _ range: Range<Int>, to text: inout Limits.Text,
    _ isSpaceDue: inout Bool
  ) {
    var start = range.lowerBound
    for index in range {
      guard chunk[index] == UInt8(ascii: " ") else { continue }
      take(chunk, start..<index, to: &text, &isSpaceDue)
      isSpaceDue = true
      start = index &+ 1
    }
    take(chunk, start..<range.upperBound, to: &text, &isSpaceDue)
  }

  private static func take(
    _ chunk: Span<UInt8>, _ range: Range<Int>, to text: inout Limits.Text,
    _ isSpaceDue: inout Bool
  ) {
    if range.isEmpty { return }
    separate(&text, &isSpaceDue)
    text.append(ascii: chunk.extracting(range))
  }

  private static func append(
    _ scalar: UInt32, to text: inout Limits.Text, _ isSpaceDue: inout Bool
  ) {
    switch scalar {
    // Tab, line ends, U+0085 and the line and paragraph separators.
    case 0x09...0x0D, 0x20, 0x85, 0x2028...0x2029: isSpaceDue = true
    default:
      separate(&text, &isSpaceDue)
      text.append(scalar: scalar)
    }
  }

  private static func separate(_ text: inout Limits.Text, _ isSpaceDue: inout Bool) {
    if isSpaceDue && !text.isEmpty { text.append(scalar: 0x20) }
    isSpaceDue = false
  }
}
