extension DeviceEvent {
  /// Appends what happened, in plain English: a line of a console.
  public func append(to line: inout Limits.EventLine) {
    switch self {
    case .failed(let request, let failure, let count, let waitMs):
      line.append(request.name)
      failure.append(to: &line)
      if count > 1 { line.append("; failures in a row: ", count) }
      line.append("; next try in ", (waitMs &+ 999) / 1_000)
      line.append(" s")
    case .recovered(let request, let failures):
      line.append(request.name)
      line.append("works again; failures before: ", failures)
    case .problem(let problem): line.append(problem.words)
    case .problemEnded: line.append("music service: works again")
    case .displayFailed(let fault):
      line.append("display: ")
      fault.append(to: &line)
    case .displayReset(let count):
      line.append("display: reset; resets so far: ", count)
    }
  }
}

extension ServiceProblem {
  fileprivate var words: StaticString {
    switch self {
    case .signIn: "music service: somebody must sign in again"
    case .premium: "music service: the account has no Premium"
    case .quota: "music service: no more questions for a while"
    case .upstream: "music service: no answer of use"
    case .setUp: "music service: the gateway is not set up to its end"
    }
  }
}

extension DeviceRequest {
  fileprivate var name: StaticString {
    switch self {
    case .nowPlaying: "now playing: "
    case .cover: "cover: "
    }
  }
}

extension GatewayFailure {
  /// Appends what to tell a person, with the status or the byte.
  public func append(to line: inout Limits.EventLine) {
    switch self {
    case .network(let failure): line.append(failure.description)
    case .refused(let status), .rateLimited(let status), .status(let status):
      line.append("status ", UInt32(status))
    case .document(let fault, at: let offset):
      line.append("byte ", offset)
      line.append(": ")
      fault.append(to: &line)
    }
  }
}

extension DocumentFault {
  /// Appends what to tell a person.
  public func append(to line: inout Limits.EventLine) {
    if case .wrongType(let member) = self { line.append(ascii: member.name) }
    line.append(words)
  }

  private var words: StaticString {
    switch self {
    case .json(let reason): reason.description
    case .notAnObject: "the document is not an object"
    case .wrongType: " has the wrong type"
    case .badCoverSize: "cover_width and cover_height must be 1 to 320, and come before the cover"
    case .badCoverEncoding: "cover_encoding must be rle, and come before the cover"
    case .otherCover: "the cover is another one than was asked for"
    case .noCover: "the picture is missing"
    case .cover(.badBase64): "cover: not base64"
    case .cover(.truncatedBase64): "cover: base64 ends in the middle of four characters"
    case .cover(.tooManyPixels): "cover: more pixels than width x height"
    case .cover(.tooFewPixels): "cover: fewer pixels than width x height"
    case .cover(.tooLarge): "cover: larger than its place on the glass"
    }
  }
}

extension DisplayFault {
  fileprivate func append(to line: inout Limits.EventLine) {
    switch self {
    case .locked: line.append("locked by somebody else")
    case .bus(let code):
      line.append(code < 0 ? "bus error -" : "bus error ", code.magnitude)
    case .notReady: line.append("being reset")
    case .outside: line.append("a rectangle outside the glass")
    }
  }
}
