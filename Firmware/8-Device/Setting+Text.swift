extension Setting {
  /// Appends the key and what a value has to be, for a person whose value was refused.
  public func append(to line: inout Limits.EventLine) {
    line.append(key)
    line.append(" must be ")
    switch form {
    case .number(let lowest, let highest):
      line.append("a whole number from ", lowest)
      line.append(" to ", highest)
    case .pin(let canLack):
      line.append(
        canLack ? "the number of a GPIO, or -1 where it is not wired" : "the number of a GPIO")
    case .clock: line.append("a time such as 22:00, or minutes from 0 to 1439")
    case .choice(let words):
      line.append("one of: ")
      line.append(words)
    case .panel:
      line.append("a name such as waveshare-1.83, or WIDTHxHEIGHT+COLUMN+ROW within 240x320")
    case .timeZone: line.append("a time zone such as CET-1CEST,M3.5.0,M10.5.0/3")
    case .gatewayURL:
      line.append("an address that begins with https:// or http://, up to 128 bytes")
    case .deviceID: line.append("1 to 32 letters, digits, '.', '_' or '-'")
    }
  }
}
