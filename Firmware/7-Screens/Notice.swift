/// What a face says on which nothing plays: a sign, a headline, and two short lines of advice.
///
/// The lines are in plain English and short enough for a glass of 135 columns.
struct Notice {
  enum Part: Int {
    case headline, hintTop, hintBottom
    /// Stands in place of the advice where the address of a page follows.
    case addressHint
  }

  let icon: Icon
  /// A line for each part, as far as there are any.
  private let words: StaticString

  subscript(part: Part) -> Span<UInt8> {
    @_lifetime(immortal) get {
      let line = words.bytes.word(part.rawValue, separator: UInt8(ascii: "\n"))
      if line.isEmpty && part == .addressHint { return StaticString("More about it:").bytes }
      return unsafe _overrideLifetime(line, copying: ())
    }
  }

  init(_ face: Face) {
    switch face {
    // The version stands below the name: `drawNotice` has it.
    case .boot: self.init(.record, Version.product)
    // The panel's name: `drawNotice` has it.
    case .testCard: self.init(.record, "")
    // Without a clock, nothing is left of the idle face but the sign.
    case .idle: self.init(.record, Version.product)
    // The network's name and the digits stand below: `drawNotice` has them.
    case .setUp: self.init(.waves, "Set me up")
    case .connecting, .playing, .paused:
      self.init(.dots, "Connecting\nAsking the gateway\nwhat is playing")
    case .noNetwork: self.init(.noWaves, "No network\nIs the Wi-Fi on\nand within reach?")
    case .wrongPassword:
      self.init(.lock, "Wrong password\nNew Wi-Fi set-up:\nhold BOOT for 5 s")
    case .outOfReach:
      self.init(.noWaves, "Wi-Fi not found\nIs it on and\nwithin reach?")
    case .unsupportedSecurity:
      self.init(.noWaves, "Not supported\nSet the Wi-Fi to\nWPA2 or WPA3")
    case .noAddress:
      self.init(.noWaves, "No address\nRestart the\nWi-Fi router")
    case .noGateway: self.init(.machine, "No answer\nIs the gateway\nrunning?")
    case .badAnswer:
      self.init(.warning, "Bad answer\nCheck the address\nand the gateway")
    case .notTrusted:
      self.init(.lock, "Not trusted\nIs the certificate\nthe right one?")
    case .refused: self.init(.lock, "Access denied\nThe gateway does\nnot take the key")
    case .rateLimited: self.init(.clock, "Taking a break\nThe gateway asked\nfor a pause")
    case .noMemory:
      self.init(.warning, "Out of memory\nIf it goes on, it\nrestarts by itself")
    case .signIn:
      self.init(.lock, "Sign in again\nThe music service\nasks for it\non this page:")
    case .premium:
      self.init(.lock, "No Premium\nThe music service\nasks for Premium")
    case .quota:
      self.init(.clock, "Limit reached\nThe music service\ntakes a break")
    case .serviceDown:
      self.init(.machine, "Service down\nThe music service\ndoes not answer")
    case .gatewaySetUp:
      self.init(.machine, "Not set up\nFinish the set-up\nof the gateway\nGo on here:")
    case .updating: self.init(.download, "Updating\nPlease leave the\npower on")
    case .updateFailed:
      self.init(.warning, "Update failed\nThe old version\nkeeps running")
    }
  }

  private init(_ icon: Icon, _ words: StaticString) {
    self.icon = icon
    self.words = words
  }
}
