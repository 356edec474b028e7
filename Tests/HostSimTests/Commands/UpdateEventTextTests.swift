import Testing

@testable import Firmware
@testable import HostSim

/// What a timeline says of an update: nothing that a person could look up is left out.
@Suite struct UpdateEventTextTests {
  @Test func numbersAreTold() {
    let manifest = ManifestError(reason: .badValue(.url), offset: 312)
    for (event, text) in [
      (.fetching(from: 0), "fetching new firmware"),
      (.fetching(from: 8_192), "fetching new firmware, from byte 8192"),
      (.failed(.flash(code: -1)), "the flash does not work, error -1"),
      (.failed(.manifest(manifest)), "url: not an https URL with a host, at byte 312"),
      (.failed(.refused(.wrongHash)), "wrong hash"), (.upToDate, "no new firmware"),
    ] as [(UpdateEvent, String)] {
      #expect(event.text == text)
    }
    #expect(UpdateEvent.failed(.status(503)).text.hasSuffix(", status 503"))
  }

  /// Each way in which a connection fails reads differently.
  @Test func connectionsFailInTheirOwnWords() {
    let failures: [HTTPFailure] = [.noNetwork, .noConnection, .notTrusted, .broken, .timedOut]
    let texts = Set(failures.map { UpdateEvent.failed(.network($0)).text })
    #expect(texts.count == failures.count)
  }
}
