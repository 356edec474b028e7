import Firmware

/// The panel's wires as a value change dump, for GTKWave, sigrok and their like.
///
/// SPI mode 0: `clk` rests low, `mosi` changes with its falling edge and is taken at its rising
/// edge, highest bit first. `bl` is 1 while the backlight has any brightness.
///
/// Source: IEEE 1364-2005, section 18 "Value change dump (VCD) files".
public final class VCDWriter: BusObserver {
  private enum Wire: Int, CaseIterable { case cs, clk, mosi, dc, rst, bl }

  private let stream: LogStream
  private let timing: SerialTiming
  /// Indexed by wire. At rest nothing is selected, and nothing is reset.
  private var levels = Wire.allCases.map { $0 == .cs || $0 == .rst }
  private var stamp = VCDTimeStamp()
  /// The lines for a wire going low and high, indexed by twice the wire plus the level.
  private let changes: [[UInt8]] = Wire.allCases.flatMap { wire in
    ["0", "1"].map { level in Array("\(level)\(identifier(wire))\n".utf8) }
  }

  /// Writes the header, and the wires at rest at time 0.
  public init(stream: LogStream, timing: SerialTiming = SerialTiming()) {
    self.stream = stream
    self.timing = timing
    stream.write("$version Sleeve panel bus $end\n$timescale 1 ns $end\n$scope module panel $end\n")
    for wire in Wire.allCases {
      stream.write("$var wire 1 ")
      stream.write(Self.identifier(wire))
      stream.write(" ")
      stream.write(Self.name(wire))
      stream.write(" $end\n")
    }
    stream.write("$upscope $end\n$enddefinitions $end\n#0\n$dumpvars\n")
    for wire in Wire.allCases { writeLevel(wire) }
    stream.write("$end\n")
  }

  public func command(_ opcode: UInt8, at time: UInt64) { transfer([opcode], dc: false, at: time) }

  public func data(_ bytes: [UInt8], at time: UInt64) { transfer(bytes, dc: true, at: time) }

  public func reset(_ level: PinLevel, at time: UInt64) { set(.rst, level == .high, at: time) }

  public func backlight(percent: UInt8, at time: UInt64) { set(.bl, percent > 0, at: time) }

  /// Hands over the last lines; throws if any line could not be written.
  public func finish() throws(LogFailure) { try stream.finish() }

  private func transfer(_ bytes: [UInt8], dc: Bool, at start: UInt64) {
    set(.cs, false, at: start)
    set(.dc, dc, at: start)
    var time = start + timing.selectNanoseconds
    for byte in bytes {
      for shift in stride(from: 7, through: 0, by: -1) {
        set(.clk, false, at: time)
        set(.mosi, byte >> shift & 1 != 0, at: time)
        set(.clk, true, at: time + timing.bitNanoseconds / 2)
        time += timing.bitNanoseconds
      }
    }
    set(.clk, false, at: time)
    set(.cs, true, at: time + timing.holdNanoseconds)
  }

  /// Writes a change, under a new time stamp if time has passed; nothing if the level is the same.
  private func set(_ wire: Wire, _ level: Bool, at time: UInt64) {
    guard levels[wire.rawValue] != level else { return }
    levels[wire.rawValue] = level
    if time > stamp.nanoseconds {
      stamp.advance(to: time)
      stream.write(stamp.line)
    }
    writeLevel(wire)
  }

  private func writeLevel(_ wire: Wire) {
    stream.write(changes[wire.rawValue * 2 + (levels[wire.rawValue] ? 1 : 0)])
  }

  private static func identifier(_ wire: Wire) -> StaticString {
    switch wire {
    case .cs: "!"
    case .clk: "\""
    case .mosi: "#"
    case .dc: "$"
    case .rst: "%"
    case .bl: "&"
    }
  }

  private static func name(_ wire: Wire) -> StaticString {
    switch wire {
    case .cs: "cs"
    case .clk: "clk"
    case .mosi: "mosi"
    case .dc: "dc"
    case .rst: "rst"
    case .bl: "bl"
    }
  }
}
