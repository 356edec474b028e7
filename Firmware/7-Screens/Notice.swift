/// What a face says on which nothing plays: a sign, a headline, and two short lines of advice.
///
/// The lines are in plain English and short enough for a glass of 135 columns.
struct Notice {
  let icon: Icon
  let headline: StaticString
  var hintTop: StaticString = ""
  var hintBottom: StaticString = ""
  /// Stands in place of the advice where the address of a page follows.
  var addressHint: StaticString = "More about it:"

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
      self.init(.dots, "Connecting", "Asking the gateway", "what is playing")
    case .noNetwork: self.init(.noWaves, "No network", "Is the Wi-Fi on", "and within reach?")
    case .wrongPassword:
      self.init(.lock, "Wrong password", "New Wi-Fi set-up:", "hold BOOT for 5 s")
    case .outOfReach:
      self.init(.noWaves, "Wi-Fi not found", "Is it on and", "within reach?")
    case .unsupportedSecurity:
      self.init(.noWaves, "Not supported", "Set the Wi-Fi to", "WPA2 or WPA3")
    case .noAddress:
      self.init(.noWaves, "No address", "Restart the", "Wi-Fi router")
    case .noGateway: self.init(.machine, "No answer", "Is the gateway", "running?")
    case .badAnswer:
      self.init(.warning, "Bad answer", "Check the address", "and the gateway")
    case .notTrusted:
      self.init(.lock, "Not trusted", "Is the certificate", "the right one?")
    case .refused: self.init(.lock, "Access denied", "The gateway does", "not take the key")
    case .rateLimited: self.init(.clock, "Taking a break", "The gateway asked", "for a pause")
    case .noMemory:
      self.init(.warning, "Out of memory", "If it goes on, it", "restarts by itself")
    case .signIn:
      self.init(.lock, "Sign in again", "The music service", "asks for it")
      addressHint = "on this page:"
    case .premium:
      self.init(.lock, "No Premium", "The music service", "asks for Premium")
    case .quota:
      self.init(.clock, "Limit reached", "The music service", "takes a break")
    case .serviceDown:
      self.init(.machine, "Service down", "The music service", "does not answer")
    case .gatewaySetUp:
      self.init(.machine, "Not set up", "Finish the set-up", "of the gateway")
      addressHint = "Go on here:"
    case .updating: self.init(.download, "Updating", "Please leave the", "power on")
    case .updateFailed:
      self.init(.warning, "Update failed", "The old version", "keeps running")
    }
  }

  private init(
    _ icon: Icon, _ headline: StaticString, _ hintTop: StaticString = "",
    _ hintBottom: StaticString = ""
  ) {
    self.icon = icon
    self.headline = headline
    self.hintTop = hintTop
    self.hintBottom = hintBottom
  }
}
