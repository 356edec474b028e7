/// Modules that people have on their desks. Batches differ in colour order: what counts is the one at
/// hand.
extension SimulatedGlass {
  /// 1.83 inch IPS, rounded corners.
  public static let size240x280 = ips(240, 280, row: 20, .bgr)

  /// 1.69 inch IPS, rounded corners, of another maker.
  public static let size240x280RGB = ips(240, 280, row: 20)

  /// 2.8 inch TN, the whole memory.
  public static let size240x320 = SimulatedGlass(
    width: 240, height: 320, colorOrder: .bgr, polarity: .normal, rest: .white)

  /// 2.0 inch IPS, the whole memory.
  public static let size240x320IPS = ips(240, 320)

  /// 1.3 and 1.54 inch IPS, square.
  public static let size240x240 = ips(240, 240)

  /// 1.14 inch IPS.
  public static let size135x240 = ips(135, 240, column: 52, row: 40)

  /// 1.14 inch IPS, on a board with its wires.
  public static let size135x240BGR = ips(135, 240, column: 52, row: 40, .bgr)

  /// 1.9 inch IPS.
  public static let size170x320 = ips(170, 320, column: 35)

  /// 1.47 inch IPS, rounded corners.
  public static let size172x320 = ips(172, 320, column: 34)

  /// 2.25 inch IPS, a strip.
  public static let size76x284 = ips(76, 284, column: 82, row: 18)

  /// The glass of each name that the setting `panel` may have.
  static let modules: [String: SimulatedGlass] = [
    "waveshare-1.83": size240x280, "240280": size240x280,
    "waveshare-1.69": size240x280RGB, "adafruit-1.69": size240x280RGB,
    "waveshare-1.47": size172x320, "adafruit-1.47": size172x320,
    "waveshare-1.9": size170x320, "adafruit-1.9": size170x320, "170320": size170x320,
    "waveshare-1.3": size240x240, "waveshare-1.54": size240x240, "adafruit-1.3": size240x240,
    "adafruit-1.54": size240x240, "240240": size240x240,
    "waveshare-1.14": size135x240, "adafruit-1.14": size135x240, "135240": size135x240,
    "lilygo-t-display": size135x240BGR,
    "waveshare-2.0": size240x320IPS, "adafruit-2.0": size240x320IPS,
    "generic-2.25": size76x284, "240320": size240x320,
  ]

  /// The module that is called `name`, or an IPS glass of `WIDTHxHEIGHT+COLUMN+ROW`; nil where it is
  /// neither.
  static func named(_ name: String) -> SimulatedGlass? {
    if let glass = modules[name] { return glass }
    let numbers = name.split(omittingEmptySubsequences: false) { $0 == "x" || $0 == "+" }.map {
      Int($0) ?? -1
    }
    guard numbers.count == 4, numbers[0] > 0, numbers[1] > 0, numbers.allSatisfy({ $0 >= 0 }),
      numbers[0] + numbers[2] <= ST7789Model.memoryWidth,
      numbers[1] + numbers[3] <= ST7789Model.memoryHeight
    else { return nil }
    return ips(numbers[0], numbers[1], column: numbers[2], row: numbers[3])
  }

  /// This glass with the colour filters in the other order.
  var wiredTheOtherWay: SimulatedGlass {
    var glass = self
    glass.colorOrder = colorOrder == .bgr ? .rgb : .bgr
    return glass
  }

  /// This glass with its columns the other way round.
  var mirrored: SimulatedGlass {
    var glass = self
    glass.isMirrored = !isMirrored
    return glass
  }

  private static func ips(
    _ width: Int, _ height: Int, column: Int = 0, row: Int = 0, _ order: ColorOrder = .rgb
  ) -> SimulatedGlass {
    SimulatedGlass(
      width: width, height: height, column: column, row: row, colorOrder: order,
      polarity: .inverted, rest: .black)
  }
}
