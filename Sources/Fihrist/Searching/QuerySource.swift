/// A query, or a text in the query language.
public enum QuerySource: Sendable, Hashable, ExpressibleByStringLiteral {
  /// A text in the query language.
  case text(String)
  /// A query.
  case query(Query)

  /// Makes a text.
  public init(stringLiteral text: String) { self = .text(text) }
}
