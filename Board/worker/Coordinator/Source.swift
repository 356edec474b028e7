import Firmware

/// A music service: what to ask it, and what its answers mean. This one never plays anything.
///
/// It never decides when: the coordinator asks for the next step when its schedule says so, makes one
/// call at a time, and hands over the answer before it asks again. To add one: a file with a subclass,
/// and its name in ``named(in:)``. A class, as Embedded Swift has no `any Source`.
class Source {
  /// The source that the settings name; the demo where they name none.
  static func named(in settings: Settings) -> Source {
    if settings.source.equals("spotify") { return Spotify(settings) }
    if settings.source.equals("homeassistant") { return HomeAssistant(settings) }
    return DemoEvening()
  }

  /// As the document's `source` has it.
  var name: StaticString { "" }

  /// What to do to learn what plays.
  func next(_ now: Milliseconds) -> SourceStep { .known(nil, until: .latest) }

  /// What the answer to a call means; `status` 0: there was none. That of 429 is the coordinator's.
  func take(
    _ purpose: Call.Purpose, status: Int, _ body: Span<UInt8>, _ now: Milliseconds
  ) -> Outcome { .proceed }

  /// Writes the steps of the set-up that are this service's own.
  func describe(to json: inout JSONWriter, _ now: Milliseconds) {}

  // MARK: For a service to which a person signs in

  /// Where a person allows the access; `state` and `redirect_uri` are to be added.
  var signInURL: Bytes? { nil }
  /// Unix time of the last sign-in.
  var signedInAt: Milliseconds? { nil }

  /// The person came back from there.
  func signIn(_ code: Bytes, _ redirectURI: Bytes) {}

  /// Writes what outlives a restart, as members of an open object.
  func write(to json: inout JSONWriter) {}

  /// Takes over what `write` wrote into `state`.
  func restore(_ state: Span<UInt8>) {}
}

enum SourceStep {
  case call(Call)
  /// Known without a call, and good until then.
  case known(Playback?, until: Milliseconds)
  /// Nothing can be asked until a person does something.
  case blocked(Problem)
}

enum Outcome {
  /// Nil: nothing plays.
  case playback(Playback?)
  /// A step on the way: the next one may follow at once.
  case proceed
  /// Asking again may help; it becomes a problem where it does not.
  case failed(Problem)
  /// Asking again soon does not help.
  case refused(Problem, againMs: Milliseconds)
}

/// One request to an upstream server.
final class Call {
  enum Purpose { case player, refresh, signIn }

  let purpose: Purpose
  let url: Bytes
  /// The value of `Authorization`: a secret.
  let authorization: Bytes
  /// Sent with POST; nil: a GET.
  let form: Bytes?

  init(_ purpose: Purpose = .player, url: Bytes, authorization: Bytes, form: Bytes? = nil) {
    self.purpose = purpose
    self.url = url
    self.authorization = authorization
    self.form = form
  }

  /// A GET with a token.
  convenience init(url: Bytes, bearer token: Bytes) {
    var authorization = Bytes("Bearer ")
    authorization.add(token)
    self.init(url: url, authorization: authorization)
  }
}
