/// Every capacity of the core, with its unit and its reason.
///
/// A capacity that is a type's parameter must be a literal in Swift 6.3; it stands here as a type.
public enum Limits {
  /// Containers in one another, in a JSON text. One bit each in the reader.
  public static var jsonDepth: Int { 32 }

  /// Bytes of a document that are taken from the network at a time.
  public typealias Chunk = InlineArray<512, UInt8>

  /// Milliseconds of the longest item that has times, and of the longest time: a week. No recording
  /// is as long; what sources give beyond it, such as 2⁶³ − 1, stands for something else.
  public static var itemMs: UInt32 { 604_800_000 }

  /// Title, artist and album, each.
  public typealias Text = UTF8Buffer<256>

  /// Artist and album in one line: twice ``Text``, what is between them, and the marks that keep
  /// their directions apart.
  public typealias Line = UTF8Buffer<544>
  /// A byte for each byte of a line.
  public typealias LineLevels = InlineArray<544, UInt8>

  /// The address of a page for a person.
  public typealias HelpURL = UTF8Buffer<128>

  /// Pictures in one line of text. The narrowest accented letter takes 3 columns and two
  /// pictures, so the letters of 240 columns never fill it. In a wider rectangle, text of nothing but
  /// such letters ends early.
  typealias LinePictures<Picture> = InlineArray<176, Picture>

  /// Parts of a line, each in one direction; the last one takes the rest of the line.
  typealias LineRuns<Run> = InlineArray<48, Run>

  /// Opening brackets that wait for their partner: definition BD16 of Unicode Standard Annex #9.
  static var waitingBrackets: Int { 63 }

  /// Pictures of one character: a Hangul syllable is drawn as three letters; nothing takes more.
  typealias GlyphImages<Image> = InlineArray<3, Image>

  /// Marks drawn over one character; more are left out.
  static var marks: Int { 3 }

  /// Member names and short values: a scalar longer than the longest known one
  /// (`problem_until_ms`), so that a cut name never equals it.
  public typealias Name = UTF8Buffer<20>

  /// Width and height of a cover, pixels: the panel's memory is no longer than that.
  public static var coverSide: ClosedRange<UInt32> { 1...320 }

  /// An event in words, ASCII: the longest, with all its numbers, has 156 bytes.
  public typealias EventLine = UTF8Buffer<176>

  /// Events that wait to be taken: more than one step can bring. A power of two.
  typealias Events<Event> = InlineArray<8, Event>

  /// Pixels that are collected before they go to the bus, as words so that fills are aligned:
  /// 1 KiB, four times the longest run packet.
  public typealias PixelBlock = InlineArray<256, UInt32>

  /// Pixels of a fill that are sent at a time, as bytes.
  public typealias FillBlock = InlineArray<256, UInt8>

  /// Pixels of a text that are sent at a time, as bytes.
  typealias TextBlock = InlineArray<1024, UInt8>

  /// Rows that one step of the panel's start clears: 2.5 ms of bus time.
  public static var clearRows: UInt16 { 40 }

  /// Milliseconds from one refresh of the panel's registers to the next: with what a refresh takes,
  /// a controller that was reset unseen is set up again within 60 s.
  public static var panelRefreshMs: UInt32 { 55_000 }

  /// Refreshes of the panel in which every tile is drawn again once: 6.5 minutes. What a reset left
  /// of a tile is gone within ten, the wait for the first refresh included.
  public static var tileRefreshes: UInt8 { 7 }

  /// Milliseconds after which a cover that is on the glass is fetched again, so that it replaces
  /// within an hour what a reset left of it.
  public static var coverRefreshMs: UInt32 { 3_300_000 }

  /// Bytes of a firmware manifest, white space included: four times one whose texts are all as
  /// long as they may be, so that a body without end is given up soon.
  public static var manifestByteCount: Int { 4_096 }

  /// The running firmware's version, SemVer 2.0.0, and one that is offered.
  public typealias VersionText = ShortText<64>
  public typealias OfferedVersion = UTF8Buffer<64>

  /// The name of a kind of board, and one that an image is for.
  public typealias BoardName = ShortText<32>
  public typealias OfferedBoard = UTF8Buffer<32>

  /// The address of an image.
  public typealias ImageURL = UTF8Buffer<512>

  /// When a manifest expires, RFC 3339: the longest form with nanoseconds has 35 bytes.
  public typealias Expiry = UTF8Buffer<40>

  /// What a signing key is called.
  public typealias KeyID = UTF8Buffer<32>

  /// An ECDSA signature over P-256 in DER: RFC 3279 section 2.2.3; 72 bytes at most.
  public typealias Signature = InlineArray<72, UInt8>

  /// Member names and texts of a manifest, all but the URL: the longest is a signature in base64.
  typealias ManifestWord = UTF8Buffer<96>

  /// Failures of updates that were told of, so that each is told of once.
  typealias ToldFailures = InlineArray<4, UInt32>

  /// A setting's text: as long as the longest of those below.
  typealias SettingValue = InlineArray<128, UInt8>

  /// Where the gateway is.
  public typealias GatewayURL = ShortText<128>

  /// What a device is called in a rollout.
  public typealias DeviceID = ShortText<32>

  /// The words of one tile, while it is described and drawn: at most a line of an address.
  typealias TileWords = UTF8Buffer<128>

  /// A line that says how the device is set up: an SSID has up to 32 bytes (IEEE 802.11-2020 section
  /// 9.4.2.2).
  typealias SetUpText = UTF8Buffer<32>

  /// What a panel is called.
  public typealias PanelName = ShortText<16>

  /// The address of a request to the gateway, and its header lines, each: a path or a device's name
  /// on top of the longest address.
  typealias RequestText = UTF8Buffer<256>

  /// The value of an HTTP header: a date has 29 bytes (RFC 9110 section 5.6.7).
  public typealias HeaderDate = ShortText<40>
  public typealias HeaderText = InlineArray<40, UInt8>

  /// Milliseconds from one now-playing document to the next.
  public static var pollPeriodMs: UInt32 { 3_000 }

  /// Unix time, milliseconds: 2025-01-01. A gateway that names an earlier one does not know the
  /// time.
  public static var earliestServerTimeMs: UInt64 { 1_735_689_600_000 }

  /// Milliseconds that a gateway may have a device wait for its next question.
  public static var pollAfterMs: ClosedRange<UInt32> { 1_000...60_000 }

  /// Milliseconds until a request that had nothing yet is asked again.
  public static var networkPollMs: UInt32 { 10 }

  /// Seconds that a gateway may ask to be left alone. At least 1, so that `Retry-After: 0` does not
  /// make the device ask without a pause; at most an hour, so that a gateway's slip does not keep
  /// it dark for days.
  public static var retryAfterSeconds: ClosedRange<UInt32> { 1...3_600 }

  /// Devices that were asked to wait come back spread over a time after it: the wait divided by
  /// this, plus ``retryAfterSpreadMs``. A thousand devices after an hour: two or three a second.
  public static var retryAfterSpread: UInt32 { 8 }

  /// Milliseconds of that time that do not depend on the wait: they spread devices after a short
  /// one.
  public static var retryAfterSpreadMs: UInt32 { 2_000 }

  /// The shortest wait before another try, milliseconds: a device in trouble asks no more often
  /// than one that is well.
  public static var backoffBaseMs: UInt32 { pollPeriodMs }

  /// The longest wait before another try, milliseconds: what a person waits, at most, after the
  /// gateway is back.
  public static var backoffCapMs: UInt32 { 300_000 }

  /// Milliseconds that a document without a picture may take, from request to last byte.
  public static var metadataDeadlineMs: UInt32 { 10_000 }

  /// Seconds for which the gateway may hold a question until something changes: below what proxies
  /// and servers wait for an answer, 30 s and more.
  public static var holdSeconds: UInt32 { 25 }

  /// Milliseconds until a request that is held is asked again: a person sees no difference, and the
  /// chip may rest.
  public static var heldPollMs: UInt32 { 50 }

  /// Milliseconds for which a request waits for the connection that another one of the device's
  /// uses, before it takes one of its own.
  public static var turnMs: UInt32 { 1_000 }

  /// Milliseconds after an item's expected end at which the next one is asked for: services are not
  /// exact.
  public static var endMarginMs: UInt32 { 500 }

  /// Milliseconds that a document with a picture may take: 160 KB at 5 KB/s, and a TLS handshake.
  public static var coverDeadlineMs: UInt32 { 45_000 }

  /// Milliseconds that a client may take for an image. The updater has a deadline for each of its
  /// sectors, and gives up long before.
  public static var imageDeadlineMs: UInt32 { 3_600_000 }

  /// Milliseconds until a task that was refused the display asks again.
  public static var lockRetryMs: UInt32 { 20 }

  /// Refusals of the display, or failures of its bus, in a row, after which it is reset.
  public static var displayFailures: UInt8 { 20 }

  /// Milliseconds for which one may hold the display: a hundred times the longest block.
  public static var lockAgeMs: UInt32 { 2_000 }

  /// Milliseconds past its due moment after which a task that has not run is taken for stuck.
  public static var taskSilenceMs: UInt32 { 60_000 }

  /// Milliseconds for which the last answer stands while the gateway cannot be reached.
  public static var patienceMs: UInt32 { 15_000 }

  /// Milliseconds for which name and version are shown at least.
  public static var bootMs: UInt32 { 1_500 }

  /// Milliseconds from the start to the first question for an update: devices that come back from
  /// the same power cut ask one after the other.
  public static var updateFirstCheckMs: ClosedRange<UInt32> { 10_000...60_000 }

  /// Milliseconds from one question for an update to the next: six hours, more or less.
  public static var updateCheckMs: ClosedRange<UInt32> { 19_800_000...23_400_000 }

  /// The shortest and the longest wait after an update did not come through, milliseconds.
  public static var updateBackoffBaseMs: UInt32 { 60_000 }
  public static var updateBackoffCapMs: UInt32 { 3_600_000 }

  /// Milliseconds until an image's first byte: name, connection and TLS on a slow network.
  public static var imageConnectMs: UInt32 { 30_000 }

  /// Milliseconds for each sector of an image: 410 bytes a second at least.
  public static var imageSectorMs: UInt32 { 10_000 }

  /// How often an image is tried: fetched with a wrong hash, or started and not confirmed.
  public static var updateTries: UInt8 { 3 }

  /// Milliseconds from one try of a version to the next: one hour to three. Three tries take more
  /// than two hours, so that a server whose images are wrong for a while, or an evening without a
  /// gateway, does not use them up. At most three hours, because a device that is off at night
  /// begins to count anew.
  public static var updateRetryMs: ClosedRange<UInt32> { 3_600_000...10_800_000 }

  /// Milliseconds in which a new image must have drawn a frame and had an answer: three times
  /// ``backoffCapMs``, so that it outlasts a gateway that is away for ten minutes.
  public static var trialMs: UInt32 { 900_000 }

  /// Milliseconds for which a new image waits for the music to stop before it is started.
  public static var restartPatienceMs: UInt32 { 1_800_000 }

  /// Milliseconds between two looks at whether the device works, or is quiet.
  public static var updateLookMs: UInt32 { 1_000 }

  /// Milliseconds for which the glass says that an update has failed.
  public static var updateNoticeMs: UInt32 { 10_000 }

  /// Milliseconds between two looks at the network and at the memory.
  public static var superviseMs: UInt32 { 1_000 }

  /// Milliseconds without an address after which the radio is switched off and on, each time: longer
  /// than a router takes to start. Drivers were seen that report nothing any more
  /// (esp-idf#2020, esp-idf#11615).
  public static var radioRestartMs: UInt32 { 300_000 }

  /// Milliseconds without an address after which the board restarts: longer than ``trialMs``, so
  /// that a new image is never blamed for a network that is away.
  public static var networkRestartMs: UInt32 { 1_800_000 }

  /// Each restart in a row that brought no address doubles the time to the next one, up to so many
  /// times: to four hours. Where the Wi-Fi is off at night, the glass would light up each time.
  public static var restartDoublings: UInt8 { 3 }

  /// Milliseconds in which the gateway was not heard after which the network is joined anew, each
  /// time: an access point may have forgotten the device (esp-idf#1797). Longer than
  /// ``backoffCapMs``, so that the gateway was asked more than once.
  public static var rejoinMs: UInt32 { 900_000 }

  /// Milliseconds between two looks for a stronger access point.
  public static var lookAroundMs: UInt32 { 3_600_000 }

  /// Requests in a row without memory after which the board restarts: fragments do not join again
  /// by themselves.
  public static var memoryFailures: UInt8 { 10 }

  /// Milliseconds for which the console and the glass say that the network does not start, before
  /// the board restarts.
  public static var startFailureMs: UInt32 { 20_000 }

  /// Bytes that NOR flash erases at a time.
  public static var flashSectorByteCount: UInt32 { 4_096 }

  /// Minimum time the boot screen stays up when it shows a note, ms.
  public static var bootNoteMs: UInt32 { 5_000 }

  /// How long a test card is shown after a start, ms.
  public static var testCardMs: UInt32 { 5_000 }

  /// Milliseconds without playback after which the clock is shown.
  public static var idleDelayMs: UInt32 { 60_000 }
}
