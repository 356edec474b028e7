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

  /// The number that belongs to ``description``, and what it counts; nil where there is none.
  public var detail: (name: StaticString, number: Int32)? {
    switch self {
    case .fetching(0): nil
    // A slot is shorter than 2 GiB.
    case .fetching(let start): ("from byte", Int32(truncatingIfNeeded: start))
    case .failed(.flash(let code)): ("code", code)
    case .failed(.status(let status)): ("status", Int32(status))
    case .failed(.manifest(let error)): ("at byte", Int32(truncatingIfNeeded: error.offset))
    case .failed, .confirmed, .rolledBack, .upToDate, .complete, .postponed: nil
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
    case .network(let failure): failure.ofUpdateServer
    case .status: "the server of the firmware does not answer as it should"
    case .manifest(let error): error.description
    case .refused(let reason): reason.description
    }
  }
}

extension HTTPFailure {
  /// The same of the server that has the manifest or the image.
  fileprivate var ofUpdateServer: StaticString {
    switch self {
    case .noNetwork: "the server of the firmware cannot be reached: no network"
    case .noConnection: "the server of the firmware cannot be reached: no connection"
    case .notTrusted: "the server of the firmware is not trusted, or does not trust this device"
    case .broken: "the server of the firmware broke the connection off"
    case .timedOut: "the server of the firmware is too slow"
    }
  }
}
