import Foundation

/// Spotify's token endpoint and "Get Currently Playing Track" as developer.spotify.com documents them,
/// slow and obvious: it knows the time, what plays, whom it has let in, and what it was asked.
final class FakeSpotify {
  struct Answer {
    var status: Int
    var body = ""
    var retryAfter: String?
    var date: String?
    /// The refresh token that is in the body.
    var refreshToken: String?
  }

  struct Track {
    var id: String
    var seconds: Int64
  }

  static let clientID = "client-id"
  static let clientSecret = "client-secret-0123456789"
  static let code = "code-from-the-sign-in"
  static let redirectURI = "https://sleeve.example/setup/callback"
  static let host = "https://api.spotify.com"

  /// What the person does: played from `since` on, in turn and for ever; nil: silence.
  var tracks: [Track]? = [Track(id: "a", seconds: 210), Track(id: "b", seconds: 210)]
  var since: Int64 = 0
  var pausedAt: Int64?
  /// Answers instead, where it is not nil.
  var instead: ((_ path: String, _ now: Int64) -> Answer?)?
  var latencyMs: Int64 = 200
  var isSignedIn = true
  var bringsNewRefreshToken = false

  private(set) var callTimes: [Int64] = []
  private(set) var playerTimes: [Int64] = []
  private(set) var tokenCalls = 0
  private var underWayUntil: [Int64] = []
  private(set) var mostAtOnce = 0
  private(set) var refreshToken = "refresh-token-1"
  private var accessTokens: [String: Int64] = [:]
  private var tokens = 1
  /// Everything that must never be said.
  private(set) var secrets = [clientSecret, code, "refresh-token-1"]

  /// What plays at `now`, and since when.
  func current(_ now: Int64) -> (track: Track, progressMs: Int64)? {
    guard let tracks, !tracks.isEmpty else { return nil }
    let total = tracks.reduce(0) { $0 + $1.seconds } * 1_000
    let elapsed = (pausedAt ?? now) - since
    var rest = elapsed % total
    // Rounds have other items, so that every item is another one.
    let round = elapsed / total
    for track in tracks {
      if rest < track.seconds * 1_000 {
        return (Track(id: "\(track.id)\(round)", seconds: track.seconds), rest)
      }
      rest -= track.seconds * 1_000
    }
    return nil
  }

  /// The person presses "next" at `now`.
  func skip(_ now: Int64) {
    guard let (track, progressMs) = current(now) else { return }
    since -= track.seconds * 1_000 - progressMs
  }

  func receive(_ call: [String: Any], _ now: Int64) -> Answer {
    underWayUntil.removeAll { $0 <= now }
    underWayUntil.append(now + latencyMs)
    mostAtOnce = max(mostAtOnce, underWayUntil.count)
    callTimes.append(now)
    let url = URLComponents(string: call["url"] as! String)!
    if let answer = instead?(url.path, now) { return answer }
    let headers = call["headers"] as! [String: String]
    switch (call["method"] as! String, url.path) {
    case ("POST", "/api/token"): return token(call["body"] as! String, headers, now)
    case ("GET", "/v1/me/player/currently-playing"):
      playerTimes.append(now)
      let token = headers["Authorization"]?.replacingOccurrences(of: "Bearer ", with: "") ?? ""
      guard let until = accessTokens[token], now < until else {
        return Answer(
          status: 401, body: #"{"error":{"status":401,"message":"The access token expired"}}"#)
      }
      return playing(now)
    default: return Answer(status: 404, body: #"{"error":{"status":404,"message":"Not found."}}"#)
    }
  }

  private func token(_ body: String, _ headers: [String: String], _ now: Int64) -> Answer {
    tokenCalls += 1
    let basic = Data("\(Self.clientID):\(Self.clientSecret)".utf8).base64EncodedString()
    if headers["Authorization"] != "Basic \(basic)" {
      return Answer(
        status: 400,
        body: #"{"error":"invalid_client","error_description":"Invalid client secret"}"#)
    }
    var form = URLComponents()
    form.percentEncodedQuery = body
    let fields = Dictionary(
      (form.queryItems ?? []).map { ($0.name, $0.value ?? "") }, uniquingKeysWith: { $1 })
    var extra = ""
    switch fields["grant_type"] {
    case "authorization_code"
    where fields["code"] == Self.code && fields["redirect_uri"] == Self.redirectURI:
      isSignedIn = true
      newRefreshToken()
      extra = #","refresh_token":"\#(refreshToken)""#
    case "refresh_token" where isSignedIn && fields["refresh_token"] == refreshToken:
      if bringsNewRefreshToken {
        newRefreshToken()
        extra = #","refresh_token":"\#(refreshToken)""#
      }
    default:
      return Answer(
        status: 400,
        body: #"{"error":"invalid_grant","error_description":"Refresh token revoked"}"#)
    }
    tokens += 1
    let token = "access-token-\(tokens)"
    secrets.append(token)
    accessTokens[token] = now + 3_600_000
    return Answer(
      status: 200,
      body: """
        {"access_token":"\(token)","token_type":"Bearer","scope":"user-read-currently-playing",\
        "expires_in":3600\(extra)}
        """, refreshToken: extra.isEmpty ? nil : refreshToken)
  }

  private func newRefreshToken() {
    tokens += 1
    refreshToken = "refresh-token-\(tokens)"
    secrets.append(refreshToken)
  }

  private func playing(_ now: Int64) -> Answer {
    guard let (track, progressMs) = current(now) else { return Answer(status: 204) }
    return Answer(
      status: 200,
      body: Self.body(
        track.id, progressMs: progressMs, durationMs: track.seconds * 1_000,
        isPlaying: pausedAt == nil))
  }

  static func body(
    _ id: String, progressMs: Int64 = 1_000, durationMs: Int64 = 210_000, isPlaying: Bool = true
  ) -> String {
    """
    {"timestamp":1764170000000,"context":null,"progress_ms":\(progressMs),"item":{"album":{
    "album_type":"album","artists":[{"name":"Not This One","id":"x"}],"images":[
    {"height":640,"url":"https://i.scdn.co/image/640\(id)","width":640},
    {"url":"https://i.scdn.co/image/300\(id)","width":300,"height":300},
    {"height":64,"width":64,"url":"https://i.scdn.co/image/064\(id)"}],"name":"Album \(id)"},
    "artists":[{"name":"First"},{"id":"y","name":"Sec\\u00f6nd"}],"duration_ms":\(durationMs),
    "external_urls":{"spotify":"https://open.spotify.com/track/\(id)"},"id":"\(id)",
    "is_local":false,"name":"Title \(id)","uri":"spotify:track:\(id)"},
    "currently_playing_type":"track","actions":{"disallows":{"resuming":true}},
    "is_playing":\(isPlaying)}
    """
  }
}
