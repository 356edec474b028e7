extension SimulatedGlass {
  /// What the eye sees, in the glass's own (portrait) orientation.
  ///
  /// A dimmed backlight is shown at full brightness, since an eye adapts and a dark picture hides
  /// faults; an unlit one is black.
  public func picture(of model: ST7789Model) -> Picture {
    var picture = Picture(width: width, height: height)
    guard model.backlightPercent > 0 else { return picture }
    let mode = model.mode
    let isSwapped = model.registers.addressMode.isBGR != (colorOrder == .bgr)
    for y in 0..<height {
      let source = model.shownMemoryRow(at: row + y)
      for x in 0..<width {
        if let source {
          let cell = column + (isMirrored ? width - 1 - x : x)
          picture[x, y] = light(
            model.memory[column: cell, row: source], mode, isSwapped: isSwapped)
        } else {
          picture[x, y] = rest == .black ? (0, 0, 0) : (255, 255, 255)
        }
      }
    }
    return picture
  }

  /// The light of one memory cell after idle mode, the two colour orders and the two inversions.
  private func light(
    _ pixel: UInt16, _ mode: ST7789Model.DisplayMode, isSwapped: Bool
  ) -> (red: UInt8, green: UInt8, blue: UInt8) {
    var red = expand(pixel >> 11, levels: 31)
    var green = expand(pixel >> 5 & 0x3F, levels: 63)
    var blue = expand(pixel & 0x1F, levels: 31)
    if mode.isIdle {
      // Eight colours: the highest bit of each channel (IDMON, 39h).
      (red, green, blue) = (extreme(red), extreme(green), extreme(blue))
    }
    if isSwapped { swap(&red, &blue) }
    if mode.isInverted != (polarity == .inverted) {
      (red, green, blue) = (255 - red, 255 - green, 255 - blue)
    }
    return (red, green, blue)
  }

  /// Spreads 0…`levels` over 0…255, rounded to the nearest.
  private func expand(_ value: UInt16, levels: UInt16) -> UInt8 {
    UInt8((value * 255 + levels / 2) / levels)
  }

  private func extreme(_ value: UInt8) -> UInt8 { value >= 128 ? 255 : 0 }
}

extension ST7789Model {
  /// The memory row shown on line `row` of the driver, 0…319; nil where nothing is driven.
  fileprivate func shownMemoryRow(at row: Int) -> Int? {
    guard mode.isOn, !mode.isAsleep, !isHeldInReset else { return nil }
    let upwards = registers.addressMode.refreshesUpwards
    if mode.isPartial {
      return isInPartialArea(row, upwards: upwards) ? row : nil
    }
    guard mode.isScrolling else { return row }
    return registers.scroll.memoryRow(shownAt: row, upwards: upwards)
  }

  /// Whether PTLAR (30h) leaves `row` lit; an area whose end comes before its start wraps around
  /// the edge of the glass.
  private func isInPartialArea(_ row: Int, upwards: Bool) -> Bool {
    let line = upwards ? Self.memoryHeight - 1 - row : row
    let (start, end) = registers.partialRows
    return start <= end ? line >= start && line <= end : line >= start || line <= end
  }
}
