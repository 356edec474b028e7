extension ST7789Model {
  /// Which line of the memory each line of the glass shows while scrolling.
  ///
  /// Source: ST7789V datasheet, section 9.1, VSCRDEF (33h) and VSCSAD (37h).
  struct VerticalScroll: Equatable {
    /// TFA: lines at the top that stay.
    let topFixed: Int
    /// VSA: lines that scroll.
    let area: Int
    /// BFA: lines at the bottom that stay.
    let bottomFixed: Int
    /// VSP: the memory line shown first below the top fixed area.
    let start: Int

    /// The three areas must make up the whole memory.
    var isDefinitionValid: Bool { topFixed + area + bottomFixed == ST7789Model.memoryHeight }

    /// The start may not lie in a fixed area.
    var isStartValid: Bool { start >= topFixed && start < topFixed + area }

    /// The memory row shown at `row` of the glass's driver, both 0…319.
    ///
    /// With ML set (`upwards`) both are counted from the bottom. A definition or a start that is not
    /// valid leaves the picture where it is, as the datasheet does not say what it would show.
    func memoryRow(shownAt row: Int, upwards: Bool) -> Int {
      guard isDefinitionValid, isStartValid else { return row }
      let last = ST7789Model.memoryHeight - 1
      let line = upwards ? last - row : row
      guard line >= topFixed, line < topFixed + area else { return row }
      let scrolled = topFixed + (line - topFixed + start - topFixed) % area
      return upwards ? last - scrolled : scrolled
    }
  }
}
