import Firmware

/// `hostsim decode`: a document through the firmware's own pipeline, onto the simulated glass.
enum DecodeCommand {
  static var command: Tool.Command {
    Tool.Command(
      name: "decode", summary: "feeds a document to the firmware and looks at its picture",
      details: """
        Says what the picture takes. Its instructions are an estimate for the ESP32-C6, from what \
        'make bench' counts.
        """,
      operands: "DOCUMENT.json",
      options: [
        .chunk,
        Option(
          "--out", "FILE.png", "writes the picture as the glass shows it",
          default: .words("it is not written")),
      ], run: run)
  }

  private static func run(_ arguments: Arguments, _ console: Console) throws(CommandFailure) {
    let path = try arguments.onlyOperand("DOCUMENT.json")
    let chunk = try arguments.chunk()
    let out = arguments.string("--out")
    let document = try InputFile.read(path)
    let picture: Picture
    do throws(DecodeFailure) {
      picture = try decode(document, chunk: chunk)
    } catch {
      throw .failed("\(path): \(error.reason)")
    }
    if let out {
      do throws(PictureError) {
        try PNGWriter.write(picture, to: out)
      } catch {
        throw .failed("\(out): \(error)")
      }
    }
    console.beside(out).out("\(path): \(PictureCost(document, picture).text)")
  }

  struct DecodeFailure: Error { let reason: String }

  /// The picture in `document` as the glass shows it, cut out of it.
  static func decode(_ document: [UInt8], chunk: Int) throws(DecodeFailure) -> Picture {
    let desk = SimulatedDesk()
    var display = Display(
      panel: Panel(bus: desk.bus), coverArea: Rect(x: 0, y: 0, width: 240, height: 280))
    try switchOn(&display, desk)
    var reader = NowPlayingReader<Display<SimulatedDisplayBus>>()
    do throws(DocumentError<PanelError<SimulatedBusFailure>>) {
      for start in stride(from: 0, to: document.count, by: chunk) {
        let end = min(start + chunk, document.count)
        try reader.feed(document.span.extracting(start..<end), to: &display)
      }
      try reader.finish()
    } catch {
      throw DecodeFailure(reason: error.text)
    }
    guard reader.members.nowPlaying.coverSize != nil, let place = display.cover.picture else {
      throw DecodeFailure(reason: "byte \(document.count): the document has no cover")
    }
    if let complaint = desk.complaint { throw DecodeFailure(reason: complaint) }
    return desk.picture.cut(place)
  }

  private static func switchOn(
    _ display: inout Display<SimulatedDisplayBus>, _ desk: SimulatedDesk
  ) throws(DecodeFailure) {
    do throws(PanelError<SimulatedBusFailure>) {
      try display.panel.start()
      while let deadline = try display.panel.poll(now: desk.now) { desk.wait(until: deadline) }
    } catch {
      throw DecodeFailure(reason: "the panel does not start: \(error)")
    }
  }
}

extension Picture {
  /// The part of the picture inside `rect`, which lies in it.
  func cut(_ rect: Rect) -> Picture {
    var part = Picture(width: Int(rect.size.width), height: Int(rect.size.height))
    for y in 0..<part.height {
      for x in 0..<part.width {
        part[x, y] = self[x + Int(rect.origin.x), y + Int(rect.origin.y)]
      }
    }
    return part
  }
}
