/// What a face says on which nothing plays: a sign, a headline, and advice.
struct Notice {
  let icon: Icon
  /// nil for the product's name.
  let headline: Phrase?
  /// One or two lines; nil for none, or where the page has them from elsewhere.
  let hint: Phrase?
  /// Stands in place of the advice where the address of a page follows.
  private(set) var pageHint = Phrase.more

  init(_ face: Face) {
    switch face {
    // Without a clock, nothing is left of the idle face but the sign.
    case .boot, .testCard, .idle: self.init(.record, nil, nil)
    case .setUp: self.init(.waves, .setUp, nil)
    case .connecting, .playing, .paused: self.init(.dots, .connecting, .connectingHint)
    case .noNetwork: self.init(.noWaves, .noNetwork, .noNetworkHint)
    case .wrongPassword: self.init(.lock, .wrongPassword, .wrongPasswordHint)
    case .outOfReach: self.init(.noWaves, .outOfReach, .outOfReachHint)
    case .unsupportedSecurity: self.init(.noWaves, .unsupported, .unsupportedHint)
    case .noAddress: self.init(.noWaves, .noAddress, .noAddressHint)
    case .noGateway: self.init(.machine, .noGateway, .noGatewayHint)
    case .badAnswer: self.init(.bubble, .badAnswer, .badAnswerHint)
    case .notTrusted: self.init(.lock, .notTrusted, .notTrustedHint)
    case .refused: self.init(.lock, .refused, .refusedHint)
    case .rateLimited: self.init(.clock, .rateLimited, .rateLimitedHint)
    case .noMemory: self.init(.warning, .noMemory, .noMemoryHint)
    case .signIn:
      self.init(.person, .signIn, .signInHint)
      pageHint = .signInPage
    case .premium: self.init(.crown, .premium, .premiumHint)
    case .quota: self.init(.hourglass, .quota, .quotaHint)
    case .serviceDown: self.init(.noCloud, .serviceDown, .serviceDownHint)
    case .gatewaySetUp:
      self.init(.settings, .gatewaySetUp, .gatewaySetUpHint)
      pageHint = .gatewaySetUpPage
    case .updating: self.init(.download, .updating, .updatingHint)
    case .updateFailed: self.init(.warning, .updateFailed, .updateFailedHint)
    }
  }

  private init(_ icon: Icon, _ headline: Phrase?, _ hint: Phrase?) {
    self.icon = icon
    self.headline = headline
    self.hint = hint
  }
}
