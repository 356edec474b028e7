/// Something about a document that a person should look at.
struct Remark {
  /// The byte that it is about; nil for the document as a whole.
  var offset: Int?
  let text: String

  var line: String { offset.map { "warning at byte \($0): \(text)" } ?? "warning: \(text)" }
}
