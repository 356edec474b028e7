import Firmware

/// Why the music service cannot be asked. A class, as `Playback` is.
final class Problem {
  let kind: ServiceProblem
  /// Unix time at which it is expected to end; nil where nobody knows.
  var until: Milliseconds?
  /// What it is and what mends it, for the set-up page and the log.
  let text: StaticString

  init(_ kind: ServiceProblem, _ text: StaticString, until: Milliseconds? = nil) {
    self.kind = kind
    self.text = text
    self.until = until
  }

  /// As the document has it.
  var name: StaticString {
    switch kind {
    case .signIn: "sign_in"
    case .premium: "premium"
    case .quota: "quota"
    case .upstream: "upstream"
    case .setUp: "setup"
    }
  }
}
