/// An object of a request has a member that such objects do not have.
@_spi(Requests) public struct UnknownMember: Error, CustomStringConvertible {
  /// The members that there are.
  public var known: [String]

  /// What is wrong, and the members that there are.
  public var description: String { "it is not a member; use \(known.joined(separator: ", "))" }
}
