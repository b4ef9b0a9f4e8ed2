/// What is kept of the values of a field that are not text.
public struct ValueOptions: Sendable, Hashable {
  /// Whether they stand in a column: filters, facets, sorting and groups need one.
  public var hasColumn: Bool

  /// Whether they are kept as written, for showing.
  public var isStored: Bool

  /// Makes options.
  public init(hasColumn: Bool = true, isStored: Bool = true) {
    self.hasColumn = hasColumn
    self.isStored = isStored
  }
}
