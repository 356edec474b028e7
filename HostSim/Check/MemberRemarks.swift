import Firmware

/// What is doubtful about the members of a document that the firmware's reader may well take.
struct MemberRemarks {
  private let scan: DocumentScan
  private(set) var remarks: [Remark] = []

  /// Milliseconds below which an item's length is taken for seconds: 2:46 hours of them. Few items
  /// are shorter than ten seconds.
  private static let shortestItemMs: UInt64 = 10_000

  init(_ scan: DocumentScan, _ reading: DocumentReading) {
    self.scan = scan
    lookAtNames()
    for member in scan.members { lookAtValue(member) }
    lookAtTexts(reading)
    lookAtTimes(reading)
    lookAtOrder()
  }

  private mutating func add(_ offset: Int?, _ text: String) {
    remarks.append(Remark(offset: offset, text: text))
  }

  // MARK: Names

  private mutating func lookAtNames() {
    var earlier: [String: Int] = [:]
    let absent = ContractMember.all.map(\.name).filter { scan.last($0) == nil }
    for member in scan.members {
      if ContractMember.named(member.name) != nil {
        if let first = earlier.updateValue(member.nameOffset, forKey: member.name) {
          add(
            member.nameOffset,
            "\(member.name) comes again, after byte \(first); the last one counts")
        }
        continue
      }
      let name = "\(OneLine.quoted(member.name)) is not known, and skipped"
      let meant = NearName.meant(by: member.name, among: absent)
      add(member.nameOffset, meant.map { "\(name); is \($0) meant?" } ?? name)
    }
  }

  // MARK: Values

  private mutating func lookAtValue(_ member: DocumentScan.Member) {
    guard let contract = ContractMember.named(member.name) else { return }
    let (name, offset) = (contract.name, member.valueOffset)
    switch (contract.form, member.value) {
    // null counts as absent, for every member.
    case (_, .null), (.bool, .bool), (.text, .text): break
    case (.word(let words, let fallback), .text(let word)):
      if words.contains(word) { break }
      let meant = NearName.meant(by: word, among: words).map { "; is \($0) meant?" } ?? ""
      add(
        offset,
        "\(name) \(OneLine.quoted(word)) is none of \(words.joined(separator: ", ")), and is "
          + "taken as \(fallback)\(meant)")
    case (.color, .text(let text)):
      if Color(text) == nil {
        add(offset, "\(name) must be a colour such as #1e90ff, not \(OneLine.quoted(text))")
      }
    case (.shortText(let count), .text(let text)):
      if text.utf8.count > count {
        add(offset, "\(name) has \(text.utf8.count) bytes; at most \(count) are allowed")
      }
    case (.itemTime, .number), (.unixTime, .number), (.number, .number):
      lookAtNumber(contract, member)
    default: add(offset, "\(name) must be \(contract.form.description)")
    }
  }

  private mutating func lookAtNumber(_ contract: ContractMember, _ member: DocumentScan.Member) {
    guard case .number(let number, let isInteger, let digits) = member.value else { return }
    let (name, offset) = (contract.name, member.valueOffset)
    let value = number.clampedToUInt64
    if number.isNegative { add(offset, "\(name) \(digits) is negative, and taken as 0") }
    if !isInteger {
      add(offset, "\(name) \(digits) is no integer; it is read as \(value)")
    }
    switch contract.form {
    case .unixTime: lookAtUnixTime(name, value, offset)
    case .number(let range) where !range.contains(value):
      let taken = min(max(value, range.lowerBound), range.upperBound)
      add(
        offset,
        "\(name) \(digits) is not in \(range.lowerBound) to \(range.upperBound), and is taken as "
          + "\(taken)\(value < 300 ? "; it counts milliseconds, not seconds" : "")")
    default: break
    }
  }

  private mutating func lookAtUnixTime(_ name: String, _ value: UInt64, _ offset: Int) {
    let earliest = Limits.earliestServerTimeMs
    if value < earliest {
      let isSeconds = value >= earliest / 1_000
      add(
        offset,
        isSeconds
          ? "\(name) \(value) seems to count seconds; it counts milliseconds since 1970"
          : "\(name) \(value) is before 2025; no clock is set by it")
    } else if value / 1_000 >= earliest {
      add(offset, "\(name) \(value) seems to count less than milliseconds")
    }
  }

  // MARK: Members together

  private mutating func lookAtTexts(_ reading: DocumentReading) {
    for (name, text) in [
      ("title", reading.title), ("artist", reading.artist), ("album", reading.album),
    ] {
      guard let member = scan.last(name), case .text(let whole) = member.value else { continue }
      if text.isCut {
        add(
          member.valueOffset,
          "\(name) has \(whole.utf8.count) bytes, of which \(text.string.utf8.count) are kept")
      }
      if !whole.isEmpty, whole.allSatisfy(\.isWhitespace) {
        add(member.valueOffset, "\(name) is white space alone, and counts as empty")
      }
    }
  }

  private mutating func lookAtTimes(_ reading: DocumentReading) {
    let duration = UInt64(reading.durationMs ?? 0)
    let progress = UInt64(reading.progressMs ?? 0)
    let durationOffset = scan.last("duration_ms")?.valueOffset
    let progressOffset = scan.last("progress_ms")?.valueOffset
    if duration > Limits.itemMs {
      add(durationOffset, "duration_ms is longer than a week; neither times nor bar are shown")
    }
    let isShort = duration > 0 && duration < Self.shortestItemMs
    if isShort {
      add(
        durationOffset,
        "duration_ms \(duration) is less than ten seconds; it counts milliseconds, not seconds")
    }
    if isShort, progress > 0, progress <= duration {
      add(
        progressOffset,
        "progress_ms \(progress) seems to count seconds, as duration_ms does")
    }
    if duration > 0, progress > duration {
      add(progressOffset, "progress_ms \(progress) lies beyond duration_ms \(duration)")
    }
  }

  private mutating func lookAtOrder() {
    let coverName = "cover_rgb565"
    guard let index = scan.members.lastIndex(where: { $0.name == coverName }) else { return }
    if index + 1 < scan.members.count {
      let next = scan.members[index + 1]
      add(next.nameOffset, "\(next.name) follows \(coverName), which must come last")
    }
  }
}

extension ContractMember.Form {
  fileprivate var description: String {
    switch self {
    case .bool: "true or false"
    case .text, .word, .color, .shortText: "a string"
    case .itemTime, .unixTime, .number: "an integer"
    }
  }
}
