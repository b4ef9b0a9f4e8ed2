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
    /// A bracket that opens has no partner.
    case unclosedGroup
    /// A bracket that closes has no partner.
    case unopenedGroup
    /// More than ``Query/maximumNesting`` groups lie inside each other.
    case tooDeep
    /// `AND`, `OR` or `NOT` has nothing to refer to.
    case missingOperand
    /// A number is out of its range.
    case numberOutOfRange
    /// `NEAR(…)` is not what it should be.
    case badNear
    /// What stands behind the comma of `NEAR(…)` is not a number.
    case notANumber
    /// A range of values is not what it should be.
    case badRange
    /// A pattern is not one, or too long.
    case badPattern
    /// A sign such as `~` or `*` stands where it has no meaning.
    case misplacedSign
    /// The index has no such field.
    case unknownField
    /// The field cannot be searched in this way.
    case unsearchableField
    /// A pattern stands for more terms of the index than are looked at. Only results have notes of
    /// it.
    case cutExpansion
    /// A condition on a column stands without a sign beside words: results have a note of it, and
    /// nothing is deleted for such a query.
    case optionalCondition
    /// The query says only what must not be there. Only results have notes of it.
    case onlyExclusions
    /// A range of names has a number as its end. Only results have notes of it.
    case nameRange
    /// A range has its greater end first, so that no value is in it. Only results have notes of it.
    case emptyRange
    /// A pattern has few letters behind an article, which the index does not have. Only results
    /// have notes of it.
    case shortPattern
  }

  /// What is wrong.
  public var kind: Kind

  /// The number of the character in the query, from 1.
  public var column: Int

  /// What is wrong and where, as a clause of a sentence.
  public var reason: String

  /// What to do about it: what was expected, and where that helps an example.
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

  static func unclosedGroup(column: Int) -> QueryError {
    QueryError(
      kind: .unclosedGroup, column: column,
      reason: "the bracket ( at character \(column) has no partner",
      advice: "expected ) behind the last part of the group, as in (نفط OR غاز)")
  }

  static func unopenedGroup(column: Int) -> QueryError {
    QueryError(
      kind: .unopenedGroup, column: column,
      reason: "the bracket ) at character \(column) has no partner",
      advice: "expected ( before the first part of the group, as in (نفط OR غاز)")
  }

  static func tooDeep(column: Int) -> QueryError {
    QueryError(
      kind: .tooDeep, column: column,
      reason: "the group at character \(column) lies inside too many others",
      advice: "expected at most \(Query.maximumNesting) inside each other, as in ((a b) c); AND "
        + "beside OR makes a group too")
  }

  static func missingOperand(_ word: String, column: Int) -> QueryError {
    QueryError(
      kind: .missingOperand, column: column,
      reason: "\(word) at character \(column) has nothing to refer to",
      advice: word == "NOT"
        ? "expected a word behind it, as in نفط NOT غاز"
        : "expected words on both sides, as in نفط \(word) غاز")
  }

  /// - Parameter fault: How the number is out of its range: `more than 2`.
  static func numberOutOfRange(
    _ sign: String, column: Int, _ fault: String, expected: String, example: String
  ) -> QueryError {
    QueryError(
      kind: .numberOutOfRange, column: column,
      reason: "the number behind \(sign) at character \(column) is \(fault)",
      advice: "expected \(expected), as in \(example)")
  }

  static func notANumber(_ text: String, column: Int) -> QueryError {
    QueryError(
      kind: .notANumber, column: column,
      reason: "\"\(text)\" at character \(column), in NEAR(…), stands where a number is expected",
      advice: "expected a number or ordered behind a comma, as in NEAR(مجلس أمن, 5, ordered)")
  }

  static func badNear(column: Int) -> QueryError {
    QueryError(
      kind: .badNear, column: column,
      reason: "NEAR( at character \(column) is not complete",
      advice: "expected two words or more and a number, as in NEAR(مجلس أمن, 5)")
  }

  static func badRange(column: Int) -> QueryError {
    QueryError(
      kind: .badRange, column: column,
      reason: "the range at character \(column) is not complete",
      advice: "expected two values, as in date:[2015-07-01 TO 2015-08-01]")
  }

  static func badPattern(_ reason: String, column: Int) -> QueryError {
    QueryError(
      kind: .badPattern, column: column,
      reason: "the pattern at character \(column) cannot be used: \(reason)",
      advice: "expected a pattern such as /مستش(ار|فى)/ or م*ول")
  }

  static func misplacedSign(_ sign: String, column: Int, expected: String) -> QueryError {
    QueryError(
      kind: .misplacedSign, column: column,
      reason: "the sign \(sign) at character \(column) has no meaning there",
      advice: "expected \(expected)")
  }

  static func distanceOfOneWord(_ distance: Int, column: Int) -> QueryError {
    QueryError(
      kind: .misplacedSign, column: column,
      reason:
        "the distance ~\(distance) at character \(column) needs two words or more in the quotes",
      advice: "expected a phrase, as in \"مجلس الأمن\"~2, or a word without quotes, as in مستشفى~1")
  }

  static func unknownField(_ name: String, among names: [String], column: Int) -> QueryError {
    QueryError(
      kind: .unknownField, column: column,
      reason: "the index has no field \"\(name)\", which is at character \(column)",
      advice: "expected one of \(names.joined(separator: ", ")), or quotes around the words, as in "
        + "\"\(name):…\"")
  }

  static func unsearchableField(_ name: String, column: Int, expected: String) -> QueryError {
    QueryError(
      kind: .unsearchableField, column: column,
      reason: "the field \"\(name)\" at character \(column) is not searched in this way",
      advice: "expected \(expected)")
  }
}
