public import FihristStorage

/// Why a text is not a query, when it is read strictly.
public struct QueryError: FihristError, Sendable, Hashable {
  /// What is wrong.
  public enum Kind: String, Sendable, Hashable, Codable {
    /// The query has no word to look for.
    case empty
    /// A quote is unmatched.
    case unclosedQuote
    /// A quote opens inside a phrase that began with a quote of the same kind.
    case nestedQuote
    /// More than ``Query/maximumClauseCount`` words and phrases, or more than
    /// ``Query/maximumTermCount`` words in them.
    case tooManyTerms
  }

  /// What is wrong.
  public var kind: Kind

  /// The number of the character in the query, from 1.
  public var column: Int

  /// What is wrong and where, as a clause of a sentence.
  public var reason: String

  /// What to do about it.
  public var advice: String

  /// The character of the query.
  public var location: String { "character \(column) of the query" }

  /// One sentence that ends with what to do; ``reason`` says where.
  public var description: String { "\(reason); \(advice)" }
}

extension QueryError {
  static let empty = QueryError(
    kind: .empty, column: 1, reason: "the query has no word to look for",
    advice: "type at least one word")

  static func unclosedQuote(_ quote: Unicode.Scalar, column: Int) -> QueryError {
    QueryError(
      kind: .unclosedQuote, column: column,
      reason: "the quote \(quote) at character \(column) has no partner",
      advice: "close the phrase or take the quote out")
  }

  static func nestedQuote(_ quote: Unicode.Scalar, column: Int) -> QueryError {
    QueryError(
      kind: .nestedQuote, column: column,
      reason:
        "the quote \(quote) at character \(column) stands inside a phrase that began with one",
      advice: "close the first phrase before it or take it out")
  }

  static func tooManyTerms(column: Int) -> QueryError {
    QueryError(
      kind: .tooManyTerms, column: column,
      reason: "the query has too many words, at character \(column)",
      advice: "search for at most \(Query.maximumClauseCount) words and phrases at a time")
  }
}
