/// What an updater has to tell: a line in a board's log.
public enum UpdateEvent: Equatable, Sendable {
  /// The image that runs has proven itself, and is the one that is started from now on.
  case confirmed
  /// The other image was tried out and did not prove itself.
  case rolledBack
  /// There is nothing to be had.
  case upToDate
  /// An image is being fetched; so many bytes of it were here already.
  case fetching(from: UInt32)
  /// An image is complete and right, and is started at the next quiet moment.
  case complete
  /// The version on offer was tried and failed a short while ago, and is tried again later.
  case postponed
  case failed(UpdateFailure)

  public var description: StaticString {
    switch self {
    case .confirmed: "the new firmware is confirmed"
    case .rolledBack: "the new firmware did not prove itself; the old one runs"
    case .upToDate: "no new firmware"
    case .fetching: "fetching new firmware"
    case .complete: "the new firmware is complete"
    case .postponed: "the new firmware has failed lately and is tried again in some hours"
    case .failed(let failure): failure.description
    }
  }
}

/// Why an update has not come through.
public enum UpdateFailure: Error, Equatable, Sendable {
  /// The flash could not be read, written or erased; the driver's number for it.
  case flash(code: Int32)
  /// What an earlier download had left was no good; the next one begins anew.
  case slotDamaged
  case network(HTTPFailure)
  /// The server's answer was another one than is of use.
  case status(UInt16)
  case manifest(ManifestError)
  case refused(UpdateRefusal)

  public var description: StaticString {
    switch self {
    case .flash: "the flash does not work"
    case .slotDamaged: "what an earlier download left is damaged"
    case .network(let failure): failure.description
    case .status: "the server of the firmware answers with an error"
    case .manifest(let error): error.description
    case .refused(let reason): reason.description
    }
  }
}
