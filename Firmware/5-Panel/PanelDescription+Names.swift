/// Panels by what a person calls them.
extension PanelDescription {
  /// Reads a name of ``panelNames``, or `WIDTHxHEIGHT+COLUMN+ROW` such as `172x320+34+0`; nil for
  /// anything else, and for a glass below 64 pixels or outside the controller's memory.
  ///
  /// A panel without a name is taken for RGB and inverted, as most IPS modules are.
  public init?(parsing text: Span<UInt8>) {
    if let row = Self.row(named: text) {
      self.init(row: row)
      return
    }
    var index = 0
    let width = Self.number(text, &index, until: UInt8(ascii: "x"))
    let height = Self.number(text, &index, until: UInt8(ascii: "+"))
    let column = Self.number(text, &index, until: UInt8(ascii: "+"))
    let row = Self.number(text, &index, until: nil)
    guard let width, let height, let column, let row, width >= 64, height >= 64 else { return nil }
    do throws(PanelDescriptionError) {
      try self.init(
        glass: Size(width: width, height: height), offset: Point(x: column, y: row),
        colorOrder: .rgb, inversion: .on)
    } catch {
      return nil
    }
  }

  /// A row of ``panelRows``.
  private init(row: Int) {
    let start = row &* 5
    self.init(
      trusted: Size(
        width: UInt16(panelRows[start]), height: UInt16(panelRows[start &+ 1]) &* 4),
      offset: Point(x: UInt16(panelRows[start &+ 2]), y: UInt16(panelRows[start &+ 3])),
      colorOrder: panelRows[start &+ 4] & 1 == 0 ? .rgb : .bgr,
      inversion: panelRows[start &+ 4] & 2 == 0 ? .off : .on)
  }

  /// The row of the panel that is called `text`.
  private static func row(named text: Span<UInt8>) -> Int? {
    for row in 0..<panelRows.count / 5 {
      let names = panelNames.bytes.word(row, separator: UInt8(ascii: "\n"))
      if names.index(ofWord: text) != nil { return row }
    }
    return nil
  }

  /// Up to three digits from `index` on, and then `end`, or the end of the text.
  @inline(never)
  private static func number(
    _ text: Span<UInt8>, _ index: inout Int, until end: UInt8?
  ) -> UInt16? {
    var number: UInt16 = 0
    let start = index
    while index < text.count, index &- start < 3, text[index] &- UInt8(ascii: "0") < 10 {
      number = number &* 10 &+ UInt16(text[index] &- UInt8(ascii: "0"))
      index &+= 1
    }
    if index == start { return nil }
    guard let end else { return index == text.count ? number : nil }
    if index == text.count || text[index] != end { return nil }
    index &+= 1
    return number
  }
}

/// What panels are called: a line for each row of ``panelRows``. The numbers are height and width in
/// one, as earlier releases stored them.
let panelNames: StaticString = """
  waveshare-1.83 240280
  waveshare-1.69 adafruit-1.69
  waveshare-1.47 adafruit-1.47
  waveshare-1.9 adafruit-1.9 170320
  waveshare-1.3 waveshare-1.54 adafruit-1.3 adafruit-1.54 240240
  waveshare-1.14 adafruit-1.14 135240
  lilygo-t-display
  waveshare-2.0 adafruit-2.0
  generic-2.25
  240320
  """

/// A panel a row: width, height / 4, column, row, and 1 for BGR plus 2 for inverted.
///
/// Sources: Waveshare's demonstrations (`LCD_1in83.c`: MADCTL 08, rows from 20 on; `LCD_1in69.c`:
/// MADCTL 00, 20; `LCD_1in47.c`: 00, columns from 34 on), all of them with INVON;
/// `Adafruit_ST7789.cpp`: RGB, INVON, the glass in the middle of the memory, or at row 0 where it is
/// square; Bodmer/TFT_eSPI, `Setup25_TTGO_T_Display.h` with `ST7789_Defines.h`: BGR where
/// `CGRAM_OFFSET` is defined. 2.25″, ST7789P3: drivers for LovyanGFX have MADCTL 00 and 82, 18. The
/// last is TN, 2.0″ to 2.8″.
let panelRows: InlineArray<50, UInt8> = [
  240, 70, 0, 20, 3,  // A: 1.83″, rounded corners
  240, 70, 0, 20, 2,  // B: 1.69″, rounded corners
  172, 80, 34, 0, 2,  // C: 1.47″
  170, 80, 35, 0, 2,  // D: 1.9″
  240, 60, 0, 0, 2,  // E: 1.3″ and 1.54″
  135, 60, 52, 40, 2,  // F: 1.14″
  135, 60, 52, 40, 3,  // G: 1.14″
  240, 80, 0, 0, 2,  // H: 2.0″
  76, 71, 82, 18, 2,  // I: 2.25″
  240, 80, 0, 0, 1,  // J: TN
]
