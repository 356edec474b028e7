/// What a person set. An absent text is empty. A class, as sources hold it too: copies would each take
/// code and time.
final class Settings {
  private(set) var source = Bytes()
  private(set) var clientID = Bytes()
  private(set) var clientSecret = Bytes()
  /// Upstream calls in 24 hours.
  private(set) var budget: Milliseconds = 4_000
  private(set) var homeAssistantURL = Bytes()
  private(set) var homeAssistantToken = Bytes()
  private(set) var homeAssistantEntity = Bytes()
  /// Where browsers find the gateway.
  private(set) var publicURL = Bytes()
  private(set) var accountsURL = Bytes("https://accounts.spotify.com")
  private(set) var apiURL = Bytes("https://api.spotify.com")

  private static let budgetMax: Milliseconds = 1_000_000

  private static let paths: StaticString = """
    settings.source settings.client_id settings.client_secret settings.budget \
    settings.homeassistant_url settings.homeassistant_token settings.homeassistant_entity \
    settings.public_url settings.accounts_url settings.api_url
    """

  init() {}

  /// Those of a `start` event.
  init(_ event: Span<UInt8>) {
    guard let event = JSONFields(event, Self.paths) else { return }
    source = event.whole("settings.source") ?? []
    clientID = event.whole("settings.client_id") ?? []
    clientSecret = event.whole("settings.client_secret") ?? []
    budget = min(max(event.number("settings.budget") ?? budget, 1), Self.budgetMax)
    homeAssistantURL = event.whole("settings.homeassistant_url") ?? []
    homeAssistantToken = event.whole("settings.homeassistant_token") ?? []
    homeAssistantEntity = event.whole("settings.homeassistant_entity") ?? []
    publicURL = event.whole("settings.public_url") ?? []
    accountsURL = event.whole("settings.accounts_url") ?? accountsURL
    apiURL = event.whole("settings.api_url") ?? apiURL
  }

  /// The page where a person can mend what is wrong; nil where the document has no room for it.
  var helpURL: Bytes? {
    if publicURL.isEmpty { return nil }
    var url = publicURL
    url.append("/setup")
    return url.count <= 128 ? url : nil
  }
}
