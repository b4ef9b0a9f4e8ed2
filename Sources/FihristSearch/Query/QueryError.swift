/// Why a text is no query.
public struct QueryError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong.
  public enum Kind: String, Sendable, Hashable {
    /// There is no word to look for.
    case empty
    /// A quote has no partner.
    case unclosedQuote
    /// A quote opens inside a quote of the same kind.
    case nestedQuote
    /// More than ``Query/maximumClauseCount`` different words and phrases, or more than
    /// ``Query/maximumTermCount`` words in them.
    case tooManyTerms
  }

  /// What is wrong.
  public var kind: Kind

  /// Where: the number of the character in the query, from 1.
  public var column: Int

  /// What is wrong and where, as a clause of a sentence.
  public var reason: String

  /// What to do about it.
  public var advice: String

  /// One sentence that ends with what to do.
  public var description: String { "\(reason); \(advice)" }
}
