/// What stands in the cover's place on the glass.
///
/// The display holds the one copy. The cover task and the stream of pixels move it on, and the
/// screens draw around what it says.
public enum CoverPlace: Sendable {
  /// The placeholder: there is no picture, or it could not be had.
  case empty
  /// A picture is on its way; what stands here, placeholder or picture, stays until it comes.
  case reserved
  /// The pixels of a picture are coming into the rectangle.
  case streaming(Rect)
  /// A whole picture stands in the rectangle.
  case shown(Rect)
  /// Another face, noise or part of a picture: the placeholder is to be drawn before anything else,
  /// also where a picture is awaited.
  case lost(isAwaited: Bool)

  /// Where a picture stands, in part or as a whole.
  public var picture: Rect? {
    switch self {
    case .streaming(let rect), .shown(let rect): rect
    case .empty, .reserved, .lost: nil
    }
  }

  public var isShown: Bool { stage == .shown }
  var isLost: Bool { stage == .lost }

  /// The state without its details.
  enum Stage { case empty, reserved, streaming, shown, lost }

  var stage: Stage {
    switch self {
    case .empty: .empty
    case .reserved: .reserved
    case .streaming: .streaming
    case .shown: .shown
    case .lost: .lost
    }
  }

  /// Whether a picture is to come that is not whole yet.
  var isAwaited: Bool {
    switch self {
    case .reserved, .streaming, .lost(isAwaited: true): true
    case .empty, .shown, .lost: false
    }
  }

  /// Another picture is wanted. A whole one may stay until it comes, a part of one may not.
  @inline(never)
  mutating func reserve() {
    switch self {
    case .empty, .reserved, .shown: self = .reserved
    case .streaming, .lost: self = .lost(isAwaited: true)
    }
  }

  /// There is no picture to show.
  mutating func clear() { if stage != .empty { self = .lost(isAwaited: false) } }

  /// What stands here was drawn over, or is not known any more.
  @inline(never)
  mutating func lose() {
    if !isLost { self = .lost(isAwaited: stage != .empty) }
  }

  /// The placeholder has been drawn.
  mutating func restore() {
    if case .lost(let isAwaited) = self { self = isAwaited ? .reserved : .empty }
  }

  /// The first pixels of a picture come. One that replaces itself is whole all the time.
  mutating func begin(_ rect: Rect) {
    if case .shown(let old) = self, old.size == rect.size { return }
    self = .streaming(rect)
  }

  /// The last pixel has come.
  mutating func complete() {
    if case .streaming(let rect) = self { self = .shown(rect) }
  }

  /// The picture did not come, or broke off. One that was to replace itself stays.
  mutating func fail() { if !isShown { clear() } }
}
