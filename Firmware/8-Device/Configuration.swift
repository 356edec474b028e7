/// What a person may choose, each value inside its limits.
public struct Configuration: Sendable {
  public var panel = PanelDescription.standard
  /// What the panel is called.
  public private(set) var panelName = Limits.PanelName(PanelDescription.standardName.bytes)
  public var rotation = Rotation.degrees0
  public var timeZone = TimeZone.utc
  /// Where the gateway is: `https://` or `http://`, then printable ASCII, up to 128 bytes; empty
  /// where a board knows it otherwise.
  public private(set) var gatewayURL = Limits.GatewayURL()
  /// What the device is called in a rollout: letters, digits, `.`, `_` and `-`, up to 32 bytes.
  public private(set) var deviceID = Limits.DeviceID()
  /// Of each setting that is a number; ``unset`` where none was given.
  private var numbers = [28 of UInt32](repeating: unset)
  /// Settings with a value that was refused: a bit for each.
  private var refused: UInt32 = 0

  private static var unset: UInt32 { .max }
  /// ``number(_:)`` of a pin that is not wired.
  public static var noPin: UInt32 { .max &- 1 }

  public init() {}

  /// Takes what `store` has, and leaves the rest as it is by default.
  ///
  /// A value that cannot be read or lies outside its limits changes nothing, and ``isRefused(_:)``
  /// names it: a device that is set up wrongly should say so.
  public init<Store: SettingsStore & ~Copyable>(from store: inout Store) {
    var value = Limits.SettingValue(repeating: 0)
    for index in 0..<Setting.count {
      guard let setting = Setting(rawValue: UInt8(truncatingIfNeeded: index)) else { continue }
      var room = value.mutableSpan
      guard let count = store.read(setting, into: &room) else { continue }
      // A longer one than there is room for counts as empty, which no setting may be.
      let length = count >= 0 && count <= value.count ? count : 0
      let isTaken = value.mutableSpan.lend(length) { take(setting, $0) }
      if !isTaken { refused |= Self.bit(setting) }
    }
    if let turned = Rotation(rawValue: UInt8(truncatingIfNeeded: number(.rotation) ?? 0)) {
      rotation = turned
    }
    if let order = number(.colorOrder) { panel.colorOrder = order == 0 ? .rgb : .bgr }
    if let inverted = number(.inverted) { panel.inversion = inverted == 0 ? .off : .on }
    panel.isMirrored = number(.mirror) == 1
  }

  /// Whether the value of `setting` was refused, so that its default counts.
  public func isRefused(_ setting: Setting) -> Bool { refused & Self.bit(setting) != 0 }

  /// A setting that is a number, or the place of a word among those that it may be; nil where none
  /// is set and the panel's name or the board decides.
  public func number(_ setting: Setting) -> UInt32? {
    let value = numbers[Int(setting.rawValue)]
    return value == Self.unset ? setting.fallback : value
  }

  private func known(_ setting: Setting) -> UInt32 { number(setting) ?? 0 }

  /// From one answer of the gateway to the next request, 1,000…60,000 ms.
  public var pollPeriodMs: UInt32 { known(.pollPeriodMs) }
  /// Without playback until the clock is shown, 5,000…3,600,000 ms.
  public var idleDelayMs: UInt32 { known(.idleDelayMs) }
  /// Whether each start shows the test card.
  var showsTestCard: Bool { known(.testCard) == 1 }

  /// What the glass is for while something plays.
  public var layout: ScreenLayout.Style { known(.layout) == 1 ? .text : .cover }

  /// The language of the glass, and how it tells the time.
  public var wording: Wording {
    Wording(
      language: UInt8(truncatingIfNeeded: known(.language)), hasTwelveHours: known(.clock) == 1)
  }

  /// From the clock's first moment until the light goes off, up to 86,400,000 ms; 0 for never.
  var idleOffMs: UInt32 { known(.idleOffMs) }
  /// Whether playback lights a glass that is off at night too.
  var wakesAtNight: Bool { known(.nightWake) == 1 }

  /// The backlight at a local time, per cent.
  func brightness(at time: CivilTime?) -> UInt8 {
    UInt8(truncatingIfNeeded: known(isNight(at: time) ? .nightBrightness : .dayBrightness))
  }

  /// Whether it is night at a local time. A night that begins when it ends is none.
  func isNight(at time: CivilTime?) -> Bool {
    let (begins, ends) = (known(.nightBegins), known(.nightEnds))
    guard let time, begins != ends else { return false }
    let minute = UInt32(time.hour) &* 60 &+ UInt32(time.minute)
    return begins < ends ? minute >= begins && minute < ends : minute >= begins || minute < ends
  }

  /// Takes a value; false, and nothing changed, where it is none that the setting may have.
  @inline(never)
  private mutating func take(_ setting: Setting, _ text: Span<UInt8>) -> Bool {
    switch setting.form {
    case .panel:
      guard let panel = PanelDescription(parsing: text) else { return false }
      self.panel = panel
      panelName = ShortText(text)
    case .timeZone:
      do throws(TimeZoneError) {
        timeZone = try TimeZone(parsing: text)
      } catch {
        return false
      }
    case .gatewayURL:
      let url = Limits.GatewayURL(text)
      if !url.goesOn(after: "https://") && !url.goesOn(after: "http://") { return false }
      for index in 0..<text.count where text[index] <= 0x20 || text[index] >= 0x7F { return false }
      gatewayURL = url
    case .deviceID:
      if text.isEmpty || text.count > Limits.DeviceID.capacity { return false }
      for index in 0..<text.count where !Self.isNamePart(text[index]) { return false }
      deviceID = ShortText(text)
    case .number, .pin, .clock, .choice:
      guard let number = setting.form.number(text) else { return false }
      numbers[Int(setting.rawValue)] = number
    }
    return true
  }

  private static func isNamePart(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10
      || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
  }

  private static func bit(_ setting: Setting) -> UInt32 { 1 &<< UInt32(setting.rawValue) }
}
