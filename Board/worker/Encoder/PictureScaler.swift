/// Scales rows as they come to a picture that fits a given size, aspect kept, in RGB565.
///
/// The mean is that of the sRGB values as they stand, as common image servers compute it, and not of
/// linear light; integer arithmetic, rounded once, half up.
struct PictureScaler: RowSink, ~Copyable {
  private let box: (width: Int, height: Int)
  private(set) var width = 0
  private(set) var height = 0
  /// The picture so far, row by row.
  private(set) var pixels: [UInt16] = []

  private var columns = AxisTaps(count: 1, of: 1)
  private var rows = AxisTaps(count: 1, of: 1)
  /// For each new column in turn: its first source column, how many there are, and their weights.
  private var program: [UInt16] = []
  /// The last two source rows, scaled along the columns.
  private var line: [UInt32] = []
  private var lineAbove: [UInt32] = []
  /// The new row that is being made.
  private var sums: [UInt32] = []
  private var sourceRow = 0
  private var newRow = 0

  /// - Parameter box: What the picture is to fit into, 1...320 each.
  init(box: (width: Int, height: Int)) { self.box = box }

  mutating func begin(width sourceWidth: Int, height sourceHeight: Int) throws(PictureError) {
    try PictureLimits.check(
      width: UInt32(truncatingIfNeeded: sourceWidth),
      height: UInt32(truncatingIfNeeded: sourceHeight),
      at: 0)
    (width, height) = Self.fit(sourceWidth, sourceHeight, box)
    columns = AxisTaps(count: width, of: sourceWidth)
    rows = AxisTaps(count: height, of: sourceHeight)
    pixels = [UInt16].zeros(width * height)
    line = [UInt32].zeros(width * 3)
    lineAbove = [UInt32].zeros(width * 3)
    sums = [UInt32].zeros(width * 3)
    for column in 0..<width {
      let (first, last) = columns.range(column)
      add(first)
      add(last - first + 1)
      for source in first...last { add(columns.weight(column, of: source)) }
    }
  }

  /// Adds a word, of up to 16 bits, to the program.
  @inline(never)
  private mutating func add(_ word: Int) { program.append(UInt16(truncatingIfNeeded: word)) }

  /// The largest size of the same aspect within `box`, each side rounded, and 1 at least.
  @inline(never)
  static func fit(
    _ width: Int, _ height: Int, _ box: (width: Int, height: Int)
  ) -> (width: Int, height: Int) {
    // Both sides are 2,048 at most: the products fit 32 bits.
    if width &* box.height >= height &* box.width {
      return (box.width, max(1, (height &* box.width &* 2 &+ width) / (2 &* width)))
    }
    return (max(1, (width &* box.height &* 2 &+ height) / (2 &* height)), box.height)
  }

  mutating func row(_ rgb: Span<UInt8>) {
    // Such as a JPEG that was scaled as its blocks were made.
    if columns.isUnchanged && rows.isUnchanged {
      var to = newRow &* width
      let end = width &* 3
      newRow += 1
      var pixels = pixels.mutableSpan
      for at in stride(from: 0, to: end, by: 3) {
        pixels[to] = PanelColor.rounded(
          red: UInt32(rgb[at]), green: UInt32(rgb[at &+ 1]), blue: UInt32(rgb[at &+ 2]))
        to &+= 1
      }
      return
    }
    scale(rgb)
  }

  @inline(never)
  private mutating func scale(_ rgb: Span<UInt8>) {
    swap(&line, &lineAbove)
    Self.scaleColumns(rgb, program, into: &line)
    while newRow < height {
      let (first, last) = rows.range(newRow)
      guard sourceRow >= first else { break }
      if rows.isEnlarging {
        guard sourceRow == last else { break }
        if first < last { add(lineAbove, rows.weight(newRow, of: first)) }
        add(line, rows.weight(newRow, of: last))
      } else {
        add(line, rows.weight(newRow, of: sourceRow))
      }
      guard sourceRow == last else { break }
      emit()
    }
    sourceRow += 1
  }

  private static func scaleColumns(
    _ rgb: Span<UInt8>, _ program: [UInt16], into line: inout [UInt32]
  ) {
    var line = line.mutableSpan
    let program = program.span
    var at = 0
    for column in 0..<line.count / 3 {
      var from = Int(program[at]) &* 3
      let end = from &+ Int(program[at &+ 1]) &* 3
      at += 2
      var (red, green, blue): (UInt32, UInt32, UInt32) = (0, 0, 0)
      while from < end {
        let weight = UInt32(program[at])
        red &+= UInt32(rgb[from]) &* weight
        green &+= UInt32(rgb[from &+ 1]) &* weight
        blue &+= UInt32(rgb[from &+ 2]) &* weight
        at += 1
        from += 3
      }
      line[column &* 3] = red
      line[column &* 3 &+ 1] = green
      line[column &* 3 &+ 2] = blue
    }
  }

  private mutating func add(_ line: [UInt32], _ weight: Int) {
    let line = line.span
    var sums = sums.mutableSpan
    let weight = UInt32(truncatingIfNeeded: weight)
    for index in 0..<line.count { sums[index] &+= line[index] &* weight }
  }

  /// Ends the row that is being made.
  private mutating func emit() {
    // Sums are 2,048 squared times 255 at most: 32 bits are enough, the rounding included.
    let divisor = UInt32(truncatingIfNeeded: columns.weightSum &* rows.weightSum)
    Self.emit(&sums, divisor, into: &pixels, at: newRow &* width)
    newRow += 1
  }

  private static func emit(
    _ sums: inout [UInt32], _ divisor: UInt32, into pixels: inout [UInt16], at start: Int
  ) {
    var sums = sums.mutableSpan
    var pixels = pixels.mutableSpan
    for column in 0..<sums.count / 3 {
      let at = column &* 3
      let red = (sums[at] &+ divisor / 2) / divisor
      let green = (sums[at &+ 1] &+ divisor / 2) / divisor
      let blue = (sums[at &+ 2] &+ divisor / 2) / divisor
      pixels[start &+ column] = PanelColor.rounded(red: red, green: green, blue: blue)
      (sums[at], sums[at &+ 1], sums[at &+ 2]) = (0, 0, 0)
    }
  }
}
