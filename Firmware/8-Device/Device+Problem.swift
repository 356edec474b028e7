/// What the gateway says of the music service.
extension Device where Bus: ~Copyable, Client: ~Copyable, Time: ~Copyable {
  /// Takes over what the last answer says.
  mutating func takeProblem() {
    let before = content.track.problem
    content.track.copyProblem(metadata.reader.members.nowPlaying)
    let problem = content.track.problem
    if problem != before { events.add(problem.map { .problem($0) } ?? .problemEnded) }
  }

  /// When the music service is expected to answer again; nil where that is not known or has passed.
  mutating func problemEnd(now: Instant) -> CivilTime? {
    guard let untilMs = content.track.problemUntilMs, let end = UnixTime(milliseconds: untilMs),
      let time = unixTime(now: now), time < end
    else { return nil }
    return configuration.timeZone.localTime(end).civil
  }
}
