/// All that the screens show. The device keeps it up to date; ``Screens`` draws what changed of it.
public struct ScreenContent: ~Copyable {
  public var face = Face.boot
  public var version: Version
  /// What the panel is called, for the test card.
  public var panelName = Limits.PanelName()
  /// What plays, or has played last.
  public var track = NowPlaying()
  /// Counts the items: another number is another item, whatever its texts.
  public var trackNumber: UInt32 = 0
  public var progress = ProgressClock()
  /// Local time; nil as long as it is not known.
  public var localTime: CivilTime?
  public var wording = Wording()
  /// Seconds until the gateway may be asked again.
  public var waitSeconds: UInt32 = 0
  /// What is wrong with the gateway's last answer; nil where nothing is.
  public var answerFault: AnswerFault?
  /// Until when the music service cannot be asked; nil where that is not known.
  public var problemEnd: CivilTime?
  /// How to set the device up.
  public var setUp = SetUpOffer()
  /// The face whose headline says why what was set up does not work; nil where that is not known.
  var setUpTrouble: Face?
  /// How much of an update has come, 0…100 per cent.
  public var updatePercent: UInt8 = 0

  /// What a person should know of this start, such as why the device started again; empty for
  /// nothing. Short enough for the narrowest glass.
  public let bootNote: StaticString

  public init(version: Version, bootNote: StaticString = "") {
    self.version = version
    self.bootNote = bootNote
  }
}
