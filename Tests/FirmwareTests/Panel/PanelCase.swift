@testable import Firmware
@testable import HostSim

/// A panel description, and the glass that it describes.
struct PanelCase: Sendable, CustomStringConvertible {
  let description: String
  let name: String
  let panel: PanelDescription
  let glass: SimulatedGlass

  static let all = [
    PanelCase("240×280", "waveshare-1.83", .size240x280),
    PanelCase("240×320", "240320", .size240x320),
    PanelCase("240×240", "waveshare-1.3", .size240x240),
    PanelCase("135×240", "waveshare-1.14", .size135x240),
    PanelCase("170×320", "waveshare-1.9", .size170x320),
    PanelCase("172×320", "waveshare-1.47", .size172x320),
    PanelCase("76×284", "generic-2.25", .size76x284),
  ]

  /// - Precondition: `name` is one that the setting `panel` may have.
  init(_ description: String, _ name: String, _ glass: SimulatedGlass) {
    self.description = description
    self.name = name
    panel = PanelDescription(named: name)!
    self.glass = glass
  }
}

extension PanelDescription {
  init?(named name: String) {
    let bytes = Array(name.utf8)
    self.init(parsing: bytes.span)
  }
}

extension Rotation {
  static let all: [Rotation] = [.degrees0, .degrees90, .degrees180, .degrees270]
}

typealias SimulatedPanel = Panel<SimulatedDisplayBus>

extension Panel where Bus == SimulatedDisplayBus {
  /// Starts the panel and waits until it is ready; calls `look` after each step.
  mutating func switchOn(_ desk: SimulatedDesk, look: () -> Void = {}) throws(Failure) {
    try start()
    look()
    try settle(desk, look: look)
  }

  /// Polls until there is nothing to wait for.
  mutating func settle(_ desk: SimulatedDesk, look: () -> Void = {}) throws(Failure) {
    while let deadline = try poll(now: desk.now) {
      look()
      desk.wait(until: deadline)
    }
    look()
  }
}

/// A test picture that no mirroring, turning, shift or exchange of colours leaves as it is.
func markedPicture(_ size: Size) -> [RGB565] {
  var pixels: [RGB565] = []
  for y in 0..<Int(size.height) {
    for x in 0..<Int(size.width) {
      let isEdge = x == 0 || y == 0 || x == Int(size.width) - 1 || y == Int(size.height) - 1
      pixels.append(
        isEdge
          ? .white
          : RGB565(
            red: UInt8(x * 255 / Int(size.width)), green: UInt8(y * 255 / Int(size.height)),
            blue: 40))
    }
  }
  return pixels
}

/// `pixels` as a person should see them.
func expected(_ pixels: [RGB565], _ size: Size) -> Picture {
  var picture = Picture(width: Int(size.width), height: Int(size.height))
  for (index, pixel) in pixels.enumerated() {
    let (red, green, blue) = (pixel.rawValue >> 11, pixel.rawValue >> 5 & 63, pixel.rawValue & 31)
    picture[index % picture.width, index / picture.width] = (
      UInt8((Int(red) * 510 + 31) / 62), UInt8((Int(green) * 510 + 63) / 126),
      UInt8((Int(blue) * 510 + 31) / 62)
    )
  }
  return picture
}

func bytes(_ pixels: [RGB565]) -> [UInt8] { pixels.flatMap { [$0.highByte, $0.lowByte] } }
