/// What the glass says, apart from names: the lines of `Firmware/Fonts/words/en.txt`, in their order.
enum Phrase: UInt8 {
  case advertisement, untitledEpisode, localFile, untitled, podcast
  case until, code, status, byte, more
  case setUp
  case connecting, connectingHint, noNetwork, noNetworkHint, wrongPassword, wrongPasswordHint
  case outOfReach, outOfReachHint, unsupported, unsupportedHint, noAddress, noAddressHint
  case noGateway, noGatewayHint, badAnswer, badAnswerHint, notTrusted, notTrustedHint
  case refused, refusedHint, rateLimited, rateLimitedHint, noMemory, noMemoryHint
  case signIn, signInHint, signInPage, premium, premiumHint, quota, quotaHint
  case serviceDown, serviceDownHint, gatewaySetUp, gatewaySetUpHint, gatewaySetUpPage
  case updating, updatingHint, updateFailed, updateFailedHint
}
