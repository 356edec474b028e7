/// The page of a ``Notice``: a sign, a headline, and below it advice, the address of a page where
/// there is one, and a figure.
struct NoticePage {
  enum Tile: UInt8 { case icon, headline, hintTop, hintBottom, figure, gauge }

  private let size: Size
  private let face: Face
  /// Whether an address of up to three lines stands below the first hint.
  private let hasAddress: Bool
  /// The address as a code instead of the sign, and pixels of its modules: 0 where it has no room.
  private let codeHash: UInt32
  private let codeScale: Int
  /// Columns and rows of the sign.
  private let side: Int

  init(_ size: Size, _ content: inout ScreenContent, _ code: inout QRCode) {
    self.size = size
    face = content.face
    hasAddress = face.isProblem && !content.track.helpURL.isEmpty
    let (width, height) = (Int(size.width), Int(size.height))
    let room = max(0, height &- Self.lineRows)
    if hasAddress { content.track.helpURL.withBytes { code.show($0) } }
    let modules = code.side &+ 2 &* QRCode.quietZone
    // A telephone reads a module from two pixels on, and more than four help nobody.
    let scale =
      hasAddress && code.side > 0
      ? min(min(width, room) &- Self.codeMargin, 4 &* modules) / modules : 0
    codeScale = scale < 2 ? 0 : scale
    codeHash = code.hash
    side =
      codeScale > 0
      ? modules &* codeScale : min(96, min(width / 2, room > 60 ? room * 3 / 4 : room))
  }

  /// What all lines and gaps take but the sign; on most faces, nothing follows the hints.
  private static var lineRows: Int { 108 }
  private static var usualRows: Int { 84 }
  private static var codeMargin: Int { 8 }

  func drawing(
    of tile: Tile, _ content: inout ScreenContent, _ text: inout TextRenderer,
    _ words: inout Limits.TileWords
  ) -> TileDrawing {
    let rect = place(of: tile)
    let notice = Notice(face == .setUp ? content.setUpTrouble ?? .setUp : face)
    var color = Palette.secondary
    words.removeAll()
    switch tile {
    case .icon:
      return .painted(
        codeScale > 0 ? .code(codeHash, scale: codeScale) : .icon(Notice(face).icon), in: rect)
    case .headline:
      if let headline = notice.headline {
        content.wording.append(headline, to: &words)
      } else {
        words.append(Version.product)
      }
      let font = text.fitting(&words, .medium, in: rect)
      return .text(&words, as: .centered(font, Palette.text), in: rect)
    case .hintTop:
      if face == .boot {
        content.version.number.withBytes { words.append(ascii: $0) }
      } else if face == .setUp {
        content.setUp.network.withBytes { words.append(ascii: $0) }
      } else if !hasAddress {
        appendHint(0, notice, content.wording, &text, &words)
      } else if appendEnd(&content, &words) {
        color = Palette.accent
      } else {
        content.wording.append(notice.pageHint, to: &words)
      }
    case .hintBottom where hasAddress:
      color = Palette.accent
      appendAddress(0, &content, &text, &words)
    case .hintBottom:
      if face == .boot {
        words.append(content.bootNote)
      } else if face == .setUp {
        append(.code, content.wording, &words)
        content.setUp.code.withBytes { words.append(ascii: $0) }
      } else {
        appendHint(1, notice, content.wording, &text, &words)
      }
    case .figure:
      color = Palette.accent
      if hasAddress {
        appendAddress(1, &content, &text, &words)
      } else {
        appendFigure(&content, &words)
      }
    case .gauge where hasAddress:
      color = Palette.accent
      appendAddress(2, &content, &text, &words)
    case .gauge:
      guard face == .updating else { return .hidden }
      let filled = UInt32(rect.size.width) &* UInt32(min(content.updatePercent, 100)) / 100
      return .bar(filled: UInt16(truncatingIfNeeded: filled), Palette.accent, in: rect)
    }
    return words.isEmpty ? .hidden : .text(&words, as: .centered(.small, color), in: rect)
  }

  private func place(of tile: Tile) -> Rect {
    let rest = Int(size.height) &- side
    // The usual lines stand in the middle, or further up where all would not fit from there.
    let top = max(0, min((rest &- Self.usualRows) / 2, rest &- Self.lineRows))
    let columns = PageColumn.lineWidth(size)
    var column = PageColumn(size, top: top)
    let icon = column.take(side, below: 0, columns: side)
    if tile == .icon { return icon }
    let headline = column.take(22, below: 10, columns: columns)
    if tile == .headline { return headline }
    let hintTop = column.take(18, below: 4, columns: columns)
    if tile == .hintTop { return hintTop }
    let hintBottom = column.take(18, below: 0, columns: columns)
    if tile == .hintBottom { return hintBottom }
    let figure = column.take(18, below: hasAddress ? 0 : 6, columns: columns)
    if tile == .figure { return figure }
    return hasAddress
      ? column.take(18, below: 0, columns: columns)
      : column.take(4, below: 4, columns: columns * 5 / 8)
  }

  /// The seconds to wait, a share in per cent, a status or a byte, or until when it is so.
  private func appendFigure(_ content: inout ScreenContent, _ words: inout Limits.TileWords) {
    if face.isProblem {
      _ = appendEnd(&content, &words)
    } else if face == .rateLimited {
      words.append(durationSeconds: content.waitSeconds)
    } else if face == .updating {
      words.append(decimal: UInt32(min(content.updatePercent, 100)))
      words.append(" %")
    } else if face == .badAnswer, let fault = content.answerFault {
      append(fault.isStatus ? .status : .byte, content.wording, &words)
      words.append(decimal: fault.number)
    }
  }

  /// Until when it is so; false where that is not known.
  private func appendEnd(_ content: inout ScreenContent, _ words: inout Limits.TileWords) -> Bool {
    guard let end = content.problemEnd else { return false }
    append(.until, content.wording, &words)
    content.wording.append(end, withPeriod: true, to: &words)
    return true
  }

  /// Appends a phrase and a space.
  private func append(_ phrase: Phrase, _ wording: Wording, _ words: inout Limits.TileWords) {
    wording.append(phrase, to: &words)
    words.append(" ")
  }

  private func appendHint(
    _ line: Int, _ notice: Notice, _ wording: Wording, _ text: inout TextRenderer,
    _ words: inout Limits.TileWords
  ) {
    guard let hint = notice.hint else { return }
    wording.append(hint, to: &words)
    let columns = PageColumn.lineWidth(size)
    words.keep(words.withBytes { HintLines($0, columns: columns, &text).range(of: line) })
  }

  private func appendAddress(
    _ line: Int, _ content: inout ScreenContent, _ text: inout TextRenderer,
    _ words: inout Limits.TileWords
  ) {
    let lineCount = place(of: .gauge).isEmpty ? 2 : 3
    let columns = PageColumn.lineWidth(size)
    content.track.helpURL.withBytes {
      let lines = AddressLines($0, count: lineCount, columns: columns, &text)
      words.append(ascii: $0.extracting(lines.range(of: line)))
    }
  }
}

extension Face {
  /// Whether it says why the music service cannot be asked.
  var isProblem: Bool {
    switch self {
    case .signIn, .premium, .quota, .serviceDown, .gatewaySetUp: true
    default: false
    }
  }
}

extension ServiceProblem {
  var face: Face {
    switch self {
    case .signIn: .signIn
    case .premium: .premium
    case .quota: .quota
    case .upstream: .serviceDown
    case .setUp: .gatewaySetUp
    }
  }
}
