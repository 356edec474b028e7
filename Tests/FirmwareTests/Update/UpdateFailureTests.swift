import Firmware
import Testing

@Suite struct UpdateFailureTests {
  /// A person looks for the cause in another place for each.
  @Test func aConnectionThatBreaksIsNotAServerOutOfReach() {
    func text(_ failure: HTTPFailure) -> String { "\(UpdateFailure.network(failure).description)" }
    #expect(text(.noConnection) == "the server of the firmware cannot be reached")
    #expect(text(.noNetwork) == text(.noConnection))
    #expect(text(.notTrusted) == "the server of the firmware is not trusted")
    #expect(text(.broken) == "the server of the firmware stopped answering")
    #expect(text(.timedOut) == text(.broken))
  }
}
