/// A query, or a text in the query language.
public enum QuerySource: Sendable, Hashable, ExpressibleByStringLiteral {
  /// A text in the query language.
  case text(String)
  /// A text that was read already, with the analyzer and fields of the index, so that it is not
  /// read once more; see ``Index/parsed(_:)``. A strict reading reads its text again.
  case parsed(ParsedQuery)
  /// A query.
  case query(Query)

  /// Makes a text.
  public init(stringLiteral text: String) { self = .text(text) }
}

extension QuerySource {
  /// The text as it was read leniently; `nil` for a query.
  func parsed(in commit: OpenCommit) -> ParsedQuery? {
    switch self {
    case .text(let text):
      ParsedQuery(text, analyzer: commit.analyzer, fields: commit.fields)
    case .parsed(let parsed): parsed
    case .query: nil
    }
  }
}
