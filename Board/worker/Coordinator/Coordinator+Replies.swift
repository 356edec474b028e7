import Firmware

/// What devices and browsers are told.
extension Coordinator {
  /// How soon a device asks again for a picture that is not ready.
  private static let pictureWaitMs: Milliseconds = 1_500
  /// How long what played last is shown while the service does not say more: past an item's end, and
  /// where that is not known.
  private static let endedMs: Milliseconds = 90_000
  private static let staleMs: Milliseconds = 600_000
  /// Pixels that browsers show: the smallest picture that has them is named.
  private static let browserSide: Milliseconds = 300

  mutating func reply(_ request: Request, _ now: Milliseconds) {
    // Who takes held answers asks again at once, and is held then.
    let pollAfterMs =
      request.since == nil ? pollAfter(now) : Milliseconds(Limits.pollAfterMs.lowerBound)
    schedule.expect(now + pollAfterMs)
    let item = shown(now)
    actions.beginObject()
    actions.member("do", "reply")
    actions.member("id", request.id)
    actions.member("status", 200)
    actions.name("document")
    document(item, pollAfterMs, now)
    actions.name("cover")
    if let cover = request.cover, let item, let id = item.coverID, !covers.cannotBeHad(id, now),
      let image = item.image(for: max(cover.width, cover.height))
    {
      actions.beginObject()
      actions.member("id", id)
      actions.member("url", image.url)
      actions.member("width", cover.width)
      actions.member("height", cover.height)
      actions.endObject()
    } else {
      actions.null()
    }
    actions.member("waiting_ms", Self.pictureWaitMs)
    actions.endObject()
  }

  /// What plays, as far as that can still be said.
  func shown(_ now: Milliseconds) -> Playback? {
    guard let known else { return nil }
    let until = known.end(knownAt: knownAt).map { $0 + Self.endedMs } ?? knownAt + Self.staleMs
    return now <= until ? known : nil
  }

  private mutating func document(
    _ item: Playback?, _ pollAfterMs: Milliseconds, _ now: Milliseconds
  ) {
    actions.beginObject()
    describe(item, now)
    if let item {
      actions.member("progress_ms", item.progress(at: now, knownAt: knownAt))
    }
    actions.member("server_time_ms", now)
    actions.member("poll_after_ms", pollAfterMs)
    actions.endObject()
  }

  /// Writes those members that do not change with the time alone.
  mutating func describe(_ item: Playback?, _ now: Milliseconds) {
    actions.member("is_playing", item?.isPlaying == true)
    if let item {
      actions.member("type", item.type)
      actions.member("track_id", item.trackID)
      actions.member("title", item.title)
      actions.member("artist", item.artist)
      actions.member("album", item.album)
      actions.member("duration_ms", item.durationMs)
      let coverID = item.coverID.flatMap { covers.cannotBeHad($0, now) ? nil : $0 }
      actions.member("cover_id", coverID)
      let url = item.isPicturePublic ? item.image(for: Self.browserSide)?.url : nil
      actions.member("cover_url", url)
      actions.member("accent", item.coverID.flatMap { covers.accent($0) })
      actions.member("item_url", item.itemURL)
    }
    actions.member("source", source.name)
    if let problem {
      actions.member("problem", problem.name)
      actions.member("problem_until_ms", problem.until)
      actions.member("help_url", settings.helpURL)
    }
  }

  /// What the set-up page shows.
  mutating func status(_ now: Milliseconds) {
    budget.drop(now)
    actions.beginObject()
    actions.member("do", "status")
    actions.name("status")
    actions.beginObject()
    actions.member("source", source.name)
    actions.name("steps")
    actions.beginArray()
    source.describe(to: &actions, now)
    describeService(now)
    actions.endArray()
    actions.member("sign_in_url", source.signInURL)
    actions.member("calls_today", budget.used)
    actions.member("budget", budget.allowance)
    actions.member("signed_in_at", source.signedInAt)
    var playing: Bytes?
    if let item = shown(now), item.isPlaying {
      var text = item.title ?? []
      if let artist = item.artist {
        text.append(" — ")
        text.add(artist)
      }
      playing = text
    }
    actions.member("playing", playing)
    devices.write(to: &actions)
    actions.endObject()
    actions.endObject()
  }

  /// Writes the steps that every service has once it can be asked.
  private mutating func describeService(_ now: Milliseconds) {
    guard case .call(let call) = source.next(now), call.purpose != .signIn else { return }
    let name: StaticString = "Music service"
    if let problem {
      var text = Bytes(problem.text)
      if let until = problem.until {
        text.append(" It is asked again at ")
        text.add(until.clock)
        text.append(" UTC on ")
        text.add(until.date)
        text.append(".")
      }
      actions.step(name, problem.until == nil ? .failed : .warning, text)
    } else if knownAt == 0 {
      actions.step(name, .missing, "It is asked as soon as a device or a browser asks.")
    } else {
      actions.step(name, .done, "It answers.")
    }
    if schedule.isStretched {
      actions.step(
        "Requests", .warning,
        "Most of what BUDGET allows in 24 hours is used: the music service is asked less often, and a change is seen later."
      )
    }
  }

  /// When a client should ask again: as soon as there may be something new.
  func pollAfter(_ now: Milliseconds) -> Milliseconds {
    let limits = Limits.pollAfterMs
    var after = Self.pollOtherwiseMs
    if let knownUntil {
      after = knownUntil - now + Self.pollMarginMs
    } else if call != nil {
      after = Self.waitMs
    } else if let next = nextCall(now) {
      after = next - now + Self.pollMarginMs
    }
    if known?.isPlaying == true { after = min(after, Self.pollPlayingMaxMs) }
    return min(max(after, Milliseconds(limits.lowerBound)), Milliseconds(limits.upperBound))
  }

  /// From a call to when its answer will be there.
  private static let pollMarginMs: Milliseconds = 500
  private static let pollPlayingMaxMs: Milliseconds = 30_000
  /// Where a person must do something first.
  private static let pollOtherwiseMs: Milliseconds = 30_000
}
