import Encoder
import Firmware

/// Spotify's Web API, for one account that signed in with the authorization code flow.
///
/// It asks `GET /v1/me/player/currently-playing`, which needs the narrowest scope,
/// `user-read-currently-playing`. Sources: developer.spotify.com, "Get Currently Playing Track",
/// "Authorization Code Flow", "Refreshing tokens".
final class Spotify: Source {
  override var name: StaticString { "spotify" }
  private let settings: Settings

  private var accessToken = Bytes()
  /// Unix time until which it is good.
  private var accessUntil: Milliseconds = 0
  private var refreshToken = Bytes()
  /// Refreshing does not change it.
  private var signedIn: Milliseconds?
  override var signedInAt: Milliseconds? { signedIn }
  /// What the person came back with, until it is exchanged.
  private var code = Bytes()
  private var redirectURI = Bytes()
  private var refusal: Refusal?

  private enum Refusal {
    case client, grant, code
    /// Not the code was refused: no answer came that could be understood.
    case exchange
  }

  private static let dayMs: Milliseconds = 86_400_000
  /// "Refresh token lifetime": six months from the sign-in, which have 184 days at most.
  private static let signInMs = 184 * dayMs
  /// From the fifth month on the set-up page asks for another sign-in.
  private static let warningMs = 150 * dayMs
  /// An access token is not used in the last minute of its hour; whatever the answer says, one is
  /// used for five minutes, so that tokens are not asked for without end.
  private static let accessMarginMs: Milliseconds = 60_000
  private static let accessMs: ClosedRange<Milliseconds> = 300_000...86_400_000
  private static let premiumAgainMs: Milliseconds = 300_000

  init(_ settings: Settings) { self.settings = settings }

  override func signIn(_ code: Bytes, _ redirectURI: Bytes) {
    self.code = code
    self.redirectURI = redirectURI
    if refusal != .client { refusal = nil }
  }

  override func next(_ now: Milliseconds) -> SourceStep {
    if let problem = whatIsMissing(now) { return .blocked(problem) }
    if !code.isEmpty {
      var form = Bytes("grant_type=authorization_code&code=")
      form.append(percentEncoded: code)
      form.append("&redirect_uri=")
      form.append(percentEncoded: redirectURI)
      return .call(tokenCall(.signIn, form))
    }
    if accessToken.isEmpty || accessUntil - Self.accessMarginMs <= now {
      var form = Bytes("grant_type=refresh_token&refresh_token=")
      form.append(percentEncoded: refreshToken)
      return .call(tokenCall(.refresh, form))
    }
    var url = settings.apiURL
    url.append("/v1/me/player/currently-playing?additional_types=track,episode")
    return .call(Call(url: url, bearer: accessToken))
  }

  private func whatIsMissing(_ now: Milliseconds) -> Problem? {
    if settings.clientID.isEmpty || settings.clientSecret.isEmpty {
      return Problem(
        .setUp,
        "Make an app at developer.spotify.com/dashboard, and put its client id and client secret into the gateway's settings."
      )
    }
    if refusal == .client {
      return Problem(
        .setUp,
        "Spotify does not know this client id with this client secret. Copy both anew from the app's settings at developer.spotify.com/dashboard."
      )
    }
    if !code.isEmpty { return nil }
    if refreshToken.isEmpty {
      return refusal == .grant
        ? Problem(.signIn, "Spotify no longer takes the sign-in. Sign in again.")
        : Problem(.signIn, "Sign in with the account whose music is to be shown.")
    }
    if let signedIn, now - signedIn >= Self.signInMs {
      return Problem(.signIn, "The sign-in is six months old and has ended. Sign in again.")
    }
    return nil
  }

  private func tokenCall(_ purpose: Call.Purpose, _ form: Bytes) -> Call {
    var credentials = settings.clientID
    credentials.append(":")
    credentials.add(settings.clientSecret)
    var authorization = Bytes("Basic ")
    authorization.add(base64: credentials.span)
    var url = settings.accountsURL
    url.append("/api/token")
    return Call(purpose, url: url, authorization: authorization, form: form)
  }

  override func take(
    _ purpose: Call.Purpose, status: Int, _ body: Span<UInt8>, _ now: Milliseconds
  ) -> Outcome {
    if purpose == .player { return takePlayer(status, body) }
    // A code can be used once, whatever comes of it.
    if purpose == .signIn {
      code = []
      refusal = .exchange
    }
    let answer = JSONFields(
      body, "access_token expires_in refresh_token error")
    if status == 200, let answer, let token = answer.whole("access_token") {
      accessToken = token
      let seconds = answer.number("expires_in") ?? 3_600
      accessUntil =
        now + min(max(seconds * 1_000, Self.accessMs.lowerBound), Self.accessMs.upperBound)
      // The answer to a refresh may, or may not, bring another one.
      if let token = answer.whole("refresh_token") { refreshToken = token }
      if purpose == .signIn { signedIn = now }
      refusal = nil
      return .proceed
    }
    if 400..<500 ~= status, let error = answer?.text("error") {
      if error.equals("invalid_client") {
        refusal = .client
        return .proceed
      }
      if purpose == .signIn {
        // It does no harm to an earlier sign-in.
        refusal = .code
        return .proceed
      }
      if error.equals("invalid_grant") {
        accessToken = []
        refreshToken = []
        signedIn = nil
        refusal = .grant
        return .proceed
      }
    }
    if purpose == .signIn { return .proceed }
    return .failed(Problem(.upstream, "Spotify's sign-in service does not answer as it should."))
  }

  private func takePlayer(_ status: Int, _ body: Span<UInt8>) -> Outcome {
    switch status {
    case 204: return .playback(nil)
    case 200:
      if body.count == 0 { return .playback(nil) }
      guard let answer = SpotifyAnswer(body, allowsHTTP: settings.apiURL.hasPrefix("http:")) else {
        return .failed(
          Problem(.upstream, "Spotify answers in a form that the gateway does not know."))
      }
      return .playback(answer.playback)
    case 401:
      // The next call asks for another token first.
      accessToken = []
      return .failed(Problem(.upstream, "Spotify does not take the access token."))
    case 403:
      let error = JSONFields(body, "error.message error.reason")
      let message = error?.text("error.message") ?? []
      if error?.text("error.reason")?.equals("PREMIUM_REQUIRED") == true
        || message.contains("remium")
      {
        return .refused(
          Problem(.premium, "Spotify answers apps only where their owner has Premium."),
          againMs: Self.premiumAgainMs)
      }
      return .failed(
        message.contains("not registered")
          ? Problem(
            .setUp,
            "The app does not know this account: add it under User Management at developer.spotify.com/dashboard."
          )
          : Problem(.upstream, "Spotify refuses to answer."))
    default:
      return .failed(Problem(.upstream, "Spotify does not answer as it should."))
    }
  }

  override func describe(to json: inout JSONWriter, _ now: Milliseconds) {
    let missing = whatIsMissing(now)
    if let missing, missing.kind == .setUp {
      json.step("App", refusal == .client ? .failed : .missing, missing.text)
      return
    }
    json.step("App", .done, "Client id and client secret are there.")
    if refusal == .code {
      json.step(
        "Sign-in", .failed,
        "Spotify refused the last sign-in. Check that the redirect URI stands in the app exactly as below, and sign in again."
      )
    } else if refusal == .exchange {
      json.step(
        "Sign-in", .failed, "Spotify did not answer when you came back from there. Sign in again.")
    } else if !code.isEmpty {
      json.step("Sign-in", .warning, "Spotify is being asked for a key. Load this page again.")
    } else if let missing {
      json.step("Sign-in", refusal == .grant || signedIn != nil ? .failed : .missing, missing.text)
    } else {
      let signedIn = signedIn ?? now
      let isFresh = now - signedIn < Self.warningMs
      var text = Bytes(isFresh ? "Signed in. It lasts until " : "Sign in again soon: it ends on ")
      // Six months have 181 days at least.
      text += (signedIn + 181 * Self.dayMs).date
      text.append(".")
      json.step("Sign-in", isFresh ? .done : .warning, text)
    }
  }

  /// Nil without a client id.
  override var signInURL: Bytes? {
    if settings.clientID.isEmpty { return nil }
    var url = settings.accountsURL
    url.append("/authorize?response_type=code&scope=user-read-currently-playing&client_id=")
    url.append(percentEncoded: settings.clientID)
    return url
  }

  // MARK: What outlives a restart

  override func write(to json: inout JSONWriter) {
    json.member("client_id", settings.clientID)
    json.member("refresh_token", refreshToken)
    json.member("access_token", accessToken)
    json.member("access_until", accessUntil)
    json.member("signed_in_at", signedIn)
  }

  override func restore(_ state: Span<UInt8>) {
    let paths: StaticString = "client_id refresh_token access_token access_until signed_in_at"
    // Another app's tokens are of no use.
    guard let json = JSONFields(state, paths), json.text("client_id") == settings.clientID else {
      return
    }
    refreshToken = json.whole("refresh_token") ?? []
    accessToken = json.whole("access_token") ?? []
    accessUntil = min(json.number("access_until") ?? 0, .latest)
    signedIn = json.number("signed_in_at")
  }
}
