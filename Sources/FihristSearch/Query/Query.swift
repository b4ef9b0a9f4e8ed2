public import FihristText

/// What to look for: a flat list of terms and phrases that documents may, must or must not have.
///
///     let query = try Query.parse("+نووي \"مجلس الأمن\" -رياضة", analyzer: .arabic)
///
/// A document matches if it has every ``Occur/must`` clause and no ``Occur/mustNot`` clause, and, if
/// there is no ``Occur/must`` clause, at least one ``Occur/should`` clause. A query without
/// ``Occur/should`` and ``Occur/must`` matches nothing. The score is the sum over the matching
/// clauses that are not ``Occur/mustNot``, in the order of ``clauses``.
public struct Query: Sendable, Hashable {
  /// Terms and phrases in the order in which the query first has them. No two of them have the same
  /// ``Clause/item``, except that one may be ``Occur/mustNot`` and the other not.
  public var clauses: [Clause]

  /// No query that was parsed has more clauses.
  public static let maximumClauseCount = 16_384

  /// Nor more terms, each place of a phrase counted.
  public static let maximumTermCount = 65_536

  /// Makes a query of `clauses`.
  public init(clauses: [Clause]) {
    self.clauses = clauses
  }
}

extension Query {
  /// One term or phrase and what it means for a document to have it.
  public struct Clause: Sendable, Hashable {
    /// Whether documents may, must or must not have ``item``.
    public var occur: Occur

    /// What to look for.
    public var item: Item

    /// By how much the clause's score is multiplied: how often the query has it, 1 or more.
    public var weight: Float

    /// Where the query has it, in bytes of the query text (UTF-8): without sign and quotes, never
    /// cut inside a character. Empty for clauses that no text was parsed for.
    public var ranges: [Range<Int>]

    /// Makes a clause.
    public init(_ occur: Occur, _ item: Item, weight: Float = 1, ranges: [Range<Int>] = []) {
      self.occur = occur
      self.item = item
      self.weight = weight
      self.ranges = ranges
    }
  }

  /// What it means for a document to have a clause's item.
  public enum Occur: String, Sendable, Hashable {
    /// It adds to the score.
    case should
    /// It adds to the score, and no document is found without it.
    case must
    /// No document is found with it.
    case mustNot
  }

  /// What a clause looks for.
  public enum Item: Sendable, Hashable {
    /// The UTF-8 bytes of one term of the index; not empty.
    case term([UInt8])

    /// Terms at fixed distances: two or more, the first at offset 0, offsets ascending. Two terms
    /// may be more than 1 apart: between them the query has words that the index leaves out.
    case phrase([PhraseTerm])
  }

  /// A term of a phrase.
  public struct PhraseTerm: Sendable, Hashable {
    /// The UTF-8 bytes of a term of the index; not empty.
    public var term: [UInt8]

    /// How many positions behind the phrase's first term it stands.
    public var offset: Int

    /// Makes a term of a phrase.
    public init(term: [UInt8], offset: Int) {
      self.term = term
      self.offset = offset
    }
  }
}

extension Query {
  /// The query that `text` says in the query language; see `Documentation/QueryLanguage.md`.
  ///
  /// - Parameters:
  ///   - text: What the user typed.
  ///   - analyzer: The analyser of the index.
  /// - Throws: ``QueryError`` if there is no word in `text`, a quote has no partner, or there are
  ///   more than ``maximumClauseCount`` clauses or ``maximumTermCount`` terms.
  /// - Complexity: O(length of `text`).
  public static func parse(_ text: String, analyzer: Analyzer) throws(QueryError) -> Query {
    var parser = QueryParser(text, analyzer: analyzer)
    return try parser.parse()
  }

  /// The filter that `text` says in the query language.
  ///
  /// A filter says which documents may be found and has no effect on scores. Unlike a query, one of
  /// ``Occur/mustNot`` clauses only lets all other documents pass; one without any clause lets none pass.
  ///
  /// - Throws: ``QueryError`` as ``parse(_:analyzer:)``; its reason says that it is about the filter.
  /// - Complexity: O(length of `text`).
  public static func parseFilter(
    _ text: String, analyzer: Analyzer
  ) throws(QueryError) -> Query {
    do throws(QueryError) {
      return try parse(text, analyzer: analyzer)
    } catch {
      var error = error
      error.reason = "the filter is no query: \(error.reason)"
      throw error
    }
  }
}

extension Query.Item {
  /// How many terms it has.
  var termCount: Int {
    switch self {
    case .term: 1
    case .phrase(let terms): terms.count
    }
  }
}
