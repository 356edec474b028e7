import Testing

@testable import Firmware
@testable import HostSim

/// When the gateway says when to ask again, and when its picture is not ready.
@Suite struct PollAfterTests {
  private let red = track("Red", red: 255)

  private func run(
    untilMs end: UInt64, pollAfter: @escaping (UInt64) -> Int?,
    answer: @escaping (UInt64, GatewayAnswer) -> GatewayAnswer = { $1 }
  ) -> Questions {
    let questions = Questions()
    let rig = DeviceRig(
      GatewayProgram { milliseconds, withCover in
        questions.note(milliseconds, withCover)
        var document = red
        document.pollAfterMilliseconds = pollAfter(milliseconds)
        return answer(milliseconds, document.answer(withCover: withCover))
      })
    rig.run(untilMs: end)
    return questions
  }

  @Test(arguments: [(0, 1_000), (1_000, 1_000), (7_500, 7_500), (60_000, 60_000), (90_000, 60_000)])
  func theAnswerSaysWhenToAskAgain(_ said: Int, _ waitMs: UInt64) {
    let gaps = Questions.gaps(
      run(untilMs: 5 * 60_000, pollAfter: { _ in said }).documents)
    #expect(gaps.count >= 3)
    #expect(gaps.allSatisfy { (waitMs...waitMs + 400).contains($0) }, "\(gaps)")
  }

  /// It holds for one answer: the next one is without.
  @Test func withoutItTheSettingHolds() {
    let questions = run(untilMs: 60_000, pollAfter: { $0 < 15_000 ? 10_000 : nil })
    #expect(
      Questions.gaps(questions.documents.filter { $0 >= 19_000 }).allSatisfy {
        (3_000...3_400).contains($0)
      })
    #expect(Questions.gaps(questions.documents).first.map { $0 >= 10_000 } == true)
  }

  /// A failure has no answer: what the last one said still holds, and backoff only adds to it.
  @Test func aFailureMakesNoWaitShorter() {
    let questions = run(
      untilMs: 600_000, pollAfter: { _ in 20_000 },
      answer: { $0 < 30_000 ? $1 : .failure(.noConnection) })
    let gaps = Questions.gaps(questions.documents)
    #expect(gaps.allSatisfy { $0 >= 20_000 }, "\(gaps)")
    #expect(gaps.contains { $0 > 60_000 }, "\(gaps)")
  }

  @Test func retryAfterMakesNoWaitShorter() {
    let questions = run(
      untilMs: 200_000, pollAfter: { _ in 30_000 },
      answer: { $0 < 20_000 ? $1 : .status(503, retryAfter: "5") })
    #expect(
      Questions.gaps(questions.documents).allSatisfy { $0 >= 30_000 },
      "\(Questions.gaps(questions.documents))")
  }

  /// A picture that is not ready is asked for again when the gateway said, without an event, a
  /// backoff or a face.
  @Test func aPictureThatIsNotReadyIsAskedForAgain() {
    let questions = Questions()
    let rig = DeviceRig(
      GatewayProgram { milliseconds, withCover in
        questions.note(milliseconds, withCover)
        var document = red
        if withCover, milliseconds < 20_000 {
          document.pollAfterMilliseconds = 1_500
          return document.answer(withCover: false)
        }
        return document.answer(withCover: withCover)
      })
    let faces = rig.faces(untilMs: 40_000)
    #expect(rig.isCoverShown)
    #expect(rig.events.isEmpty, "\(rig.events)")
    #expect(faces.map(\.face) == [.boot, .playing])
    let gaps = Questions.gaps(questions.covers)
    #expect(gaps.count >= 9 && gaps.allSatisfy { (1_500...2_000).contains($0) }, "\(gaps)")
  }

  /// Meanwhile the picture before does not stand under the new title.
  @Test func noOldPictureStandsUnderANewTitle() {
    var blue = track("Blue", blue: 255)
    blue.pollAfterMilliseconds = 2_000
    let rig = DeviceRig(
      program([
        (0, { red.answer(withCover: $0) }), (10, { _ in blue.answer(withCover: false) }),
      ]))
    rig.run(untilMs: 9_000)
    #expect(rig.desk.picture[11, 3] == (255, 0, 0))
    rig.run(untilMs: 15_000)
    #expect(rig.desk.picture[11, 3] != (255, 0, 0))
  }

  /// The answer with the picture takes the name back: there is none to be had.
  @Test func aPictureThatCannotBeHadIsNotAskedForAgain() {
    let questions = Questions()
    let rig = DeviceRig(
      GatewayProgram { milliseconds, withCover in
        questions.note(milliseconds, withCover)
        var document = red
        if withCover { (document.cover, document.coverID) = (nil, nil) }
        return document.answer(withCover: withCover)
      })
    rig.run(untilMs: 120_000)
    #expect(questions.covers.count == 1)
    #expect(rig.events.isEmpty, "\(rig.events)")
    #expect(rig.isSettled)
  }
}
