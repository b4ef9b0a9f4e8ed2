/// A request has a member that another leaves without effect.
@_spi(Requests) public struct IdleMember: Error, CustomStringConvertible {
  /// The member that has the effect.
  public var other: String

  /// What to do, as an imperative clause.
  public var advice: String

  /// What is wrong, and what to do.
  public var description: String { "it has no effect beside \(other); \(advice)" }
}
