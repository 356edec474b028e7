/// What an operation leaves at which the power was cut.
public enum TornWrite: CaseIterable, Equatable, Sendable {
  /// Nothing was done.
  case before
  /// All was done, but the power is gone and nobody was told.
  case after
  /// The first bytes are done, one byte has some of its bits; an erase leaves `.scattered` instead.
  case prefix
  /// Some of the bits that were to change have changed, anywhere.
  case scattered
}
