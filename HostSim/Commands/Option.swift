/// An option of a command, as parsing, help, completions and the manual page know it.
struct Option {
  /// How often it may come, and how many words it takes.
  enum Takes { case nothing, one, repeated, list }

  /// What holds where it is not given.
  enum Default {
    /// A value, taken as if it had been given.
    case value(String)
    /// Something that is said in words.
    case words(String)
  }

  /// With its dashes.
  let name: String
  /// What help calls its value; empty for one that takes none.
  let value: String
  let about: String
  let takes: Takes
  let isRequired: Bool
  let otherwise: Default?

  init(
    _ name: String, _ value: String, _ about: String, default otherwise: Default? = nil,
    takes: Takes = .one, isRequired: Bool = false
  ) {
    self.name = name
    self.value = value
    self.about = about
    self.takes = takes
    self.isRequired = isRequired
    self.otherwise = otherwise
  }

  /// Of the commands that feed a file to the firmware.
  static let chunk = Option(
    "--chunk", "N", "bytes that the firmware gets at a time, 1 to 1048576", default: .value("512"))

  /// `--chunk N`, and three dots where more may follow.
  var synopsis: String {
    [name, value, takes == .list ? "…" : ""].filter { $0 != "" }.joined(separator: " ")
  }

  /// What it is for, and its default.
  var details: String {
    switch otherwise {
    case .value(let text), .words(let text): "\(about) (default: \(text))"
    case nil: isRequired ? "\(about) (required)" : about
    }
  }
}
