extension Screens {
  /// Says that a picture broke off in the cover's place: what stands there must be drawn again.
  public mutating func forgetCover() { drawn[Tile.cover.index] = 0 }
}
