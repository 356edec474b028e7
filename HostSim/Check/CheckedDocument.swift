import Firmware

/// A document with what the firmware and the contract say of it.
struct CheckedDocument {
  let path: String
  let scan: DocumentScan
  let reading: DocumentReading
  private let cure: String?
  private let remarks: [Remark]

  init(path: String, bytes: [UInt8]) {
    self.path = path
    scan = DocumentScan(bytes)
    reading = DocumentReading(bytes)
    remarks =
      MemberRemarks(scan, reading).remarks + PictureRemarks.remarks(scan, reading)
    cure = reading.refusal.flatMap { Self.cure($0, bytes) }
  }

  /// The verdict, each member as it is understood, and what is doubtful, a line each.
  func lines(after earlier: [CheckedDocument]) -> [String] {
    var lines = [verdict]
    if reading.isAnswerTaken { lines += members.map { "  \($0)" } }
    let remarks = remarks + earlier.flatMap { DocumentComparison.remarks(self, after: $0) }
    lines += remarks.sorted { ($0.offset ?? 0) < ($1.offset ?? 0) }.map { "  \($0.line)" }
    return lines
  }

  private var verdict: String {
    guard let refusal = reading.refusal else { return "\(path): taken" }
    let reason = cure.map { "\(refusal.reason.text): \($0)" } ?? refusal.reason.text
    return "\(path): refused at byte \(refusal.offset): \(reason)"
  }

  /// What to do about a refusal that its reason does not say.
  private static func cure(_ refusal: DocumentError<Never>, _ bytes: [UInt8]) -> String? {
    switch refusal.reason {
    case .json, .notAnObject: return ForeignText.cure(bytes)
    case .otherCover: return "cover_id must come before cover_rgb565"
    case .cover(.badBase64):
      let byte = bytes[Int(refusal.offset)]
      let isURLAlphabet = byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
      return isURLAlphabet ? "the alphabet is that with + and /" : nil
    case .wrongType, .badCoverSize, .badCoverEncoding, .cover: return nil
    }
  }

  // MARK: Members

  private var members: [String] {
    var lines: [String] = []
    var missing: [String] = []
    for contract in ContractMember.all where contract.reader != .cover {
      let member = scan.last(contract.name)
      var isAbsent = true
      if let member {
        if case .null = member.value {} else { isAbsent = false }
      }
      if isAbsent && contract.isPartOfFullPicture { missing.append(contract.name) }
      if member == nil && contract.fallback.isEmpty { continue }
      lines.append(line(contract, member))
    }
    if let cover = reading.cover {
      let mean = PixelStatistics(cover).mean.text
      lines.append(
        line("picture", "\(cover.size.width) × \(cover.size.height) pixels, on average \(mean)"))
    } else if reading.refusal != nil {
      lines.append(line("picture", "refused; the rest of the answer is shown without it"))
    } else {
      lines.append(line("picture", "none, as in an answer to a browser"))
      missing.append("the cover members")
    }
    if !missing.isEmpty {
      lines.append("missing for a full picture: \(missing.joined(separator: ", "))")
    }
    return lines
  }

  private func line(_ contract: ContractMember, _ member: DocumentScan.Member?) -> String {
    let fallback = contract.fallback.isEmpty ? "" : ": \(contract.fallback)"
    guard let member else { return line(contract.name, "absent\(fallback)") }
    var text = value(contract.name, member.value, fallback)
    if contract.reader == .browser { text += " (for browsers)" }
    return line(contract.name, text)
  }

  private func line(_ name: String, _ text: String) -> String {
    name + String(repeating: " ", count: max(1, 18 - name.count)) + text
  }

  /// A value as the firmware has understood it, where it keeps it; as the document has it
  /// otherwise.
  private func value(_ name: String, _ value: DocumentScan.Value, _ fallback: String) -> String {
    switch value {
    case .null: return "null, as if absent\(fallback)"
    case .container: return "an object or array"
    case .bool(let bool): return "\(bool)"
    case .text(let text):
      switch name {
      case "title": return OneLine.quoted(reading.title.string)
      case "artist": return OneLine.quoted(reading.artist.string)
      case "album": return OneLine.quoted(reading.album.string)
      case "type": return reading.kind.name
      default: return OneLine.quoted(text)
      }
    case .number(let number, _, _):
      switch name {
      case "progress_ms": return reading.progressMs.map { "\($0)" } ?? ""
      case "duration_ms": return reading.durationMs.map { "\($0)" } ?? ""
      case "server_time_ms": return reading.serverTimeMs.map { "\($0)" } ?? ""
      default: return "\(number.clampedToUInt64)"
      }
    }
  }
}

extension ItemKind {
  /// As documents call it.
  fileprivate var name: String {
    switch self {
    case .track: "track"
    case .episode: "episode"
    case .advertisement: "ad"
    case .local: "local"
    case .unknown: "unknown"
    }
  }
}
