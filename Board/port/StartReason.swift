import CPort

/// Why the board started, as far as a person should know.
struct StartReason {
  /// For the first picture after the start; empty where all is well.
  let note: StaticString
  let isSupplyWeak: Bool

  static func fromPort() -> StartReason {
    let answer = sleeve_start_reason()
    let note: StaticString
    switch Int(answer) {
    case SLEEVE_START_NORMAL: note = ""
    case SLEEVE_START_WEAK_SUPPLY: note = "Weak power supply"
    case SLEEVE_START_CRASH: note = "Restarted: a crash"
    case SLEEVE_START_HANG: note = "Restarted: a hang"
    case SLEEVE_START_DAMAGED_SETTINGS: note = "Settings damaged"
    default:
      PortLog.nonsense("sleeve_start_reason", answer)
      note = ""
    }
    return StartReason(note: note, isSupplyWeak: Int(answer) == SLEEVE_START_WEAK_SUPPLY)
  }
}
