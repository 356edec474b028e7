/// Bytes of a manifest in, a checked ``Manifest`` out.
///
/// It is stricter than the reader of the now-playing document: what it takes decides what is
/// flashed. A member that is known has the right type and a meaning, or the manifest is refused.
public struct ManifestReader: ~Copyable {
  private var json = JSONReader()
  /// `members.manifest` is what was read, once `finish` has not thrown; of no meaning before.
  public var members = ManifestMembers()
  /// Bytes so far; one more than the limit where they were more.
  private var consumed = 0

  public init() {}

  /// Begins another manifest.
  public mutating func begin() {
    json = JSONReader()
    members.begin()
    consumed = 0
  }

  /// Reads the next bytes, of any number.
  ///
  /// After an error every further call throws the same one.
  public mutating func feed(_ chunk: Span<UInt8>) throws(ManifestError) {
    let room = max(Limits.manifestByteCount &- consumed, 0)
    var output = ManifestMembers.Output()
    do throws(JSONError) {
      try json.feed(chunk.extracting(first: room), to: &members, &output)
    } catch {
      throw members.explain(error)
    }
    consumed = chunk.count > room ? Limits.manifestByteCount &+ 1 : consumed &+ chunk.count
    try checkLength()
  }

  /// The manifest has ended.
  public mutating func finish() throws(ManifestError) {
    try checkLength()
    do throws(JSONError) {
      try json.finish(to: &members)
    } catch {
      throw members.explain(error)
    }
    if let member = members.missing {
      throw ManifestError(reason: .missing(member), offset: consumed)
    }
  }

  private func checkLength() throws(ManifestError) {
    if consumed > Limits.manifestByteCount {
      throw ManifestError(
        reason: .tooLong, offset: Limits.manifestByteCount)
    }
  }
}
