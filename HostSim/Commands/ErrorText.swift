import Firmware

/// The core's typed errors in one line each, for a person.

extension JSONReason {
  var text: String { "\(description)" }
}

extension CoverError {
  var text: String {
    switch self {
    case .badBase64: "cover: not base64"
    case .truncatedBase64: "cover: base64 ends in the middle of four characters"
    case .tooManyPixels: "cover: more pixels than width × height"
    case .tooFewPixels: "cover: fewer pixels than width × height"
    case .sink(let failure): "cover: \(describe(failure))"
    }
  }
}

extension DocumentReason {
  var text: String {
    switch self {
    case .json(let reason): reason.text
    case .notAnObject: "the document is not an object"
    case .wrongType(let member): "\(member.name) has the wrong type"
    case .badCoverSize: "cover_width and cover_height must be 1 to 320, and come before the cover"
    case .badCoverEncoding: "cover_encoding must be rle, and come before the cover"
    case .otherCover: "the cover is another one than was asked for"
    case .cover(let error): error.text
    }
  }
}

extension DocumentError {
  var text: String { "byte \(offset): \(reason.text)" }
}

private func describe(_ failure: some Error) -> String {
  guard let failure = failure as? PanelError<SimulatedBusFailure> else { return "\(failure)" }
  return switch failure {
  case .bus(let bus): "the display bus failed at transfer \(bus.transferIndex)"
  case .notReady: "the panel is not ready"
  case .outside: "the picture is larger than the glass"
  }
}
