/// What the glass shows after a start: the name, and then the test card.
extension Device where Bus: ~Copyable, Client: ~Copyable, Time: ~Copyable {
  /// When the device has been introduced for long enough.
  var bootEnd: Instant {
    started + (content.bootNote.utf8CodeUnitCount > 0 ? Limits.bootNoteMs : Limits.bootMs)
  }

  var cardEnd: Instant { bootEnd + Limits.testCardMs }

  /// Whether the test card is to be seen now: after a start with which nobody has set a network
  /// yet, and wherever it is asked for.
  var showsCard: Bool {
    isCardDue && (configuration.showsTestCard || isSetUpOffered && !link.hasAnswered)
  }
}
