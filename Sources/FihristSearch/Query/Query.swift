/// What to look for: a tree of terms, phrases and conditions on them.
///
/// A query is a value that factories make. Text becomes a query with ``parse(_:analyzer:fields:)``:
///
///     let typed = try Query.parse("+نووي \"مجلس الأمن\" -رياضة", analyzer: .arabic)
///     let made = Query.boolean(
///       must: [.term("نووي")], should: [.phrase(["مجلس", "امن"])], mustNot: [.term("رياض")])
///
/// Matching and scoring are separate. The tree decides *which documents match*. *Their score* is
/// the sum of the weighted parts of the distinct terms and phrases that a document has, wherever
/// they are in the tree; only those inside ``filter(_:)`` or below ``Occur/mustNot`` add nothing.
///
/// Equality and hashing do not depend on where a query was typed, so a query is a key for caches.
/// The order of clauses matters: scores are added in it, and their last bits can depend on it.
public struct Query: Sendable, Hashable {
  /// What the query is.
  package let node: Node

  /// How deeply queries are nested, including this one.
  package let depth: Int

  /// A node of the tree.
  package enum Node: Sendable, Hashable {
    /// The UTF-8 bytes of one term of the index.
    case term([UInt8])
    /// A word with its levels.
    case word(Word)
    /// The UTF-8 bytes of a root.
    case root([UInt8])
    /// Two or more terms by ascending offset, the first at 0; no term is twice at one offset.
    case phrase([PhraseTerm])
    /// One or more clauses, and how many of the ``Occur/should`` ones a document must have.
    case boolean([Clause], minimum: Int)
    /// Every document.
    case all
    /// No document.
    case none
    /// What matches the query, with no effect on scores.
    indirect case filter(Query)
    /// The same with all weights multiplied.
    indirect case boost(Query, by: Float)
    /// What matches the query, each with this score.
    indirect case constant(Query, score: Float)
    /// Two or more terms near each other.
    case near([PhraseTerm], slop: Int, isOrdered: Bool)
    /// Any term of the index that is like a pattern or a word; it adds nothing to scores.
    case expansion(Expansion)
    /// A condition on the values of a column; it adds nothing to scores.
    case column(String, ColumnCondition)
    /// A word as it is written in the stored text.
    case exactForm(ExactForm)
    /// A leaf with words, found in the named fields only.
    indirect case restricted(Query, to: [String])
  }

  /// The most distinct terms and phrases of a query.
  public static let maximumClauseCount = 16_384

  /// The most terms of a query; each term of a phrase counts.
  public static let maximumTermCount = 65_536

  /// The deepest nesting of queries.
  public static let maximumDepth = 64

  /// No more groups may lie inside each other in a text: what people type has three or four, and
  /// each level of a damaged text costs a call of the parser inside another.
  public static let maximumNesting = 16

  /// No pattern has more characters: each becomes a few states of an automaton.
  public static let maximumPatternLength = 256

  /// No more characters may be in a word whose neighbors are looked for.
  public static let maximumFuzzyLength = 64

  /// No pattern or fuzzy word stands for more terms of the index: as many as a query may have.
  public static let maximumExpansionCount = 65_536

  /// No more words may lie between those of a ``near(_:slop:isOrdered:)`` query.
  public static let maximumSlop = 1_000

  /// The least factor of ``boost(_:by:)`` above 0.
  public static let minimumBoost: Float = 0.000_001

  /// The greatest factor of ``boost(_:by:)``.
  public static let maximumBoost: Float = 1_000_000

  /// What another spelling of a word weighs, or another name of a month: less than what was typed
  /// at the same frequency, and enough that a document which has only it is found beside others.
  public static let alternativeWeight: Float = 0.5

  init(_ node: Node, depth: Int = 1) {
    self.node = node
    self.depth = depth
  }
}

extension Query {
  /// A query inside a ``boolean(_:minimum:)`` query, and what it means for a document to match it.
  public struct Clause: Sendable, Hashable {
    /// Whether documents may, must or must not match ``query``.
    public var occur: Occur

    /// What to look for.
    public var query: Query

    /// Makes a clause.
    public init(_ occur: Occur, _ query: Query) {
      self.occur = occur
      self.query = query
    }
  }

  /// What it means for a document to match a clause.
  public enum Occur: String, Sendable, Hashable, Codable {
    /// It adds to the score.
    case should
    /// It adds to the score, and no document is found without it.
    case must
    /// No document is found with it.
    case mustNot
  }

  /// A term of a phrase.
  public struct PhraseTerm: Sendable, Hashable {
    /// The UTF-8 bytes of a term of the index.
    public var term: [UInt8]

    /// Its distance from the first term of the phrase, in positions.
    public var offset: Int

    /// Makes a term of a phrase.
    public init(term: [UInt8], offset: Int) {
      self.term = term
      self.offset = offset
    }
  }
}
