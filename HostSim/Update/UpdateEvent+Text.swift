import Firmware

extension UpdateEvent {
  /// One line for a person: what happened, and the number that belongs to it.
  var text: String {
    var text = "\(description)"
    if case .failed(.manifest(let error)) = self, let member = error.reason.member {
      text = "\(member.name): \(text)"
    }
    if let detail { text += ", \(detail.name) \(detail.number)" }
    return text
  }
}
