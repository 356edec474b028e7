/// What turns the memory into light, for those who look at the memory itself.
extension ST7789Model {
  public var isAsleep: Bool { mode.isAsleep }
  public var isOn: Bool { mode.isOn }
  public var isInverted: Bool { mode.isInverted }
  /// The colour order of MADCTL.
  public var isBGR: Bool { registers.addressMode.isBGR }
}
