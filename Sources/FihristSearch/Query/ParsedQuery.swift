public import FihristText

/// A text parsed in the query language: a tree that records where in the text each part is, and
/// notes on what was assumed.
///
/// Whatever people type can be read: `init(_:analyzer:fields:)` does not fail, and ``notes`` say
/// what it made of a quote without a partner, or of a text without a word.
/// `init(strictly:analyzer:fields:)` throws instead.
///
///     let parsed = ParsedQuery("+إيران «مجلس الأمن", analyzer: .arabic)
///     print(parsed.notes.map(\.text))   // the quote « at character 8 has no partner; …
///     let results = try index.search(parsed.query)
public struct ParsedQuery: Sendable, Hashable {
  /// The text.
  public let text: String

  /// The clauses of the query, in the order of the text.
  public let clauses: [Clause]

  /// What was assumed where the text is not a valid query, in the order of the text; empty if it is
  /// valid.
  public let notes: [QueryNote]

  /// A part of the query, and what it means for a document to have it.
  public struct Clause: Sendable, Hashable {
    /// Whether documents may, must or must not have it.
    public internal(set) var occur: Query.Occur

    /// The part.
    public internal(set) var node: Node

    /// Whether OR joins it to others.
    var isAlternative = false
  }

  /// A part of the query.
  public struct Node: Sendable, Hashable {
    /// What it asks for.
    public internal(set) var content: Content

    /// Where the text has it, in bytes (UTF-8): without sign, quotes and brackets, never cut inside
    /// a character.
    public internal(set) var range: Range<Int>

    /// Where the text of ``range`` starts as it was written, in bytes: at the name of a field of
    /// values, a bracket or a slash. Notes give this position.
    var start: Int

    /// The fields that must have the words; `nil` for any.
    public internal(set) var fields: [String]?

    /// By what its score is multiplied.
    public internal(set) var boost: Float = 1

    /// What it scores instead of what its words score; `nil` if nothing was said.
    public internal(set) var constantScore: Float?

    /// What counts as it at half its weight: other spellings of a name, other names of a month. Of
    /// words like another, which score nothing, the stem of that other.
    public internal(set) var alternatives: [Content] = []

    /// Whether it is a word that queries leave out unless something says that it matters.
    var isCommon = false

    init(content: Content, range: Range<Int>, fields: [String]? = nil) {
      self.content = content
      self.range = range
      start = range.lowerBound
      self.fields = fields
    }
  }

  /// What a part of a query asks for.
  public enum Content: Sendable, Hashable {
    /// The bytes of a term of the index.
    case term([UInt8])
    /// A word with its levels.
    case word(Query.Word)
    /// The bytes of a root.
    case root([UInt8])
    /// Terms at fixed distances: two or more, the first at offset 0, offsets ascending. Two terms
    /// may be more than 1 apart: the text has words between them that the index leaves out.
    case phrase([Query.PhraseTerm])
    /// Terms near each other; see ``Query/near(_:slop:isOrdered:)``.
    case near([Query.PhraseTerm], slop: Int, isOrdered: Bool)
    /// A pattern, or a word and those like it.
    case expansion(Query.Expansion)
    /// Words as they are written.
    case exactForm(Query.ExactForm)
    /// A condition on the values of a field.
    case column(String, Query.ColumnCondition)
    /// Every document.
    case all
    /// Parts in brackets, and how many of those that documents may have they must have; 0 if
    /// nothing was said. If documents must not have any of them, all others match.
    case group([Clause], minimum: Int)
  }

  /// Reads any `text` leniently.
  ///
  /// - Parameters:
  ///   - text: What the user typed.
  ///   - analyzer: The analyzer of the index.
  ///   - fields: The fields that the text may name.
  /// - Complexity: O(length of `text`).
  public init(_ text: String, analyzer: Analyzer, fields: QueryFields = .article) {
    var parser = QueryParser(text, analyzer: analyzer, fields: fields, reading: .lenient)
    do throws(QueryError) {
      self = try parser.parse()
    } catch {
      // Lenient reading throws nothing; if it did, the error would become a note.
      self.init(text: text, clauses: [], notes: [QueryNote(error)])
    }
  }

  /// Reads `text` if it is a valid query.
  ///
  /// - Throws: ``QueryError``, which says what is wrong and where, and what was expected.
  /// - Complexity: O(length of `text`).
  public init(
    strictly text: String, analyzer: Analyzer, fields: QueryFields = .article
  ) throws {
    var parser = QueryParser(text, analyzer: analyzer, fields: fields, reading: .strict)
    self = try parser.parse()
  }

  init(text: String, clauses: [Clause], notes: [QueryNote]) {
    self.text = text
    self.clauses = clauses
    self.notes = notes
  }
}

extension ParsedQuery {
  /// What to look for.
  public var query: Query { .boolean(clauses.queryClauses(areMerged: true)) }

  /// The query as a filter: if the text only excludes, all other documents match.
  public var filter: Query {
    guard !clauses.isEmpty, clauses.areForbidden else { return query }
    return .boolean([Query.Clause(.must, .all)] + clauses.queryClauses(areMerged: true))
  }
}

extension [ParsedQuery.Clause] {
  /// Whether documents must not have any of them.
  var areForbidden: Bool { allSatisfy { $0.occur == .mustNot } }

  /// The clauses of the query that they make.
  ///
  /// - Parameter areMerged: Whether groups that mean the same without their brackets lose them,
  ///   which leaves most queries flat.
  fileprivate func queryClauses(areMerged: Bool) -> [Query.Clause] {
    var result: [Query.Clause] = []
    result.reserveCapacity(count)
    for clause in self {
      if areMerged, let inner = clause.mergeable {
        result += inner.queryClauses(areMerged: true)
      } else if let choices = clause.separable(areMerged: areMerged) {
        result += choices.map { Query.Clause(clause.occur, $0) }
      } else {
        result.append(Query.Clause(clause.occur, clause.node.query))
      }
    }
    return result
  }
}

extension ParsedQuery.Clause {
  /// The clauses that may stand instead of this group: those of any around which documents may have
  /// any, and those of all around which they must have all.
  fileprivate var mergeable: [Self]? {
    guard case .group(let clauses, 0) = node.content, node.boost == 1, node.constantScore == nil,
      occur != .mustNot, clauses.allSatisfy({ $0.occur == occur })
    else { return nil }
    return clauses
  }

  /// The queries that may stand in clauses of their own instead of a part that has alternatives:
  /// where documents may have any, and where they must have none.
  fileprivate func separable(areMerged: Bool) -> [Query]? {
    guard !node.alternatives.isEmpty, node.constantScore == nil,
      occur == .mustNot || occur == .should && areMerged
    else { return nil }
    return node.choices.map { .boost($0, by: node.boost) }
  }
}

extension ParsedQuery.Node {
  /// What to look for.
  fileprivate var query: Query {
    let choices = choices
    var query = choices.count == 1 ? choices[0] : .boolean(should: choices)
    if let constantScore { query = .constant(query, score: constantScore) }
    return boost == 1 ? query : .boost(query, by: boost)
  }

  /// The queries of its content and its alternatives, without its boost; a document that has the
  /// part matches at least one.
  fileprivate var choices: [Query] {
    ([content] + alternatives).enumerated().map { number, content in
      var query = content.query
      if let fields { query = .restricted(query, to: fields) }
      guard number > 0 else { return query }
      return .boost(query, by: self.content.weight(ofAlternative: content))
    }
  }
}

extension ParsedQuery.Content {
  /// What `other`, which counts as this, is multiplied by. The words of a phrase add up, so one
  /// that has more words than this weighs less.
  func weight(ofAlternative other: Self) -> Float {
    if case .expansion = self { return 0 }
    return Query.alternativeWeight * min(1, Float(termCount) / Float(other.termCount))
  }

  /// What to look for.
  var query: Query {
    switch self {
    case .term(let bytes): return .term(bytes)
    case .word(let word): return .word(word)
    case .root(let bytes): return .root(bytes)
    case .phrase(let terms): return .phrase(terms)
    case .near(let terms, let slop, let isOrdered):
      return .near(terms, slop: slop, isOrdered: isOrdered)
    case .expansion(let expansion): return .expansion(expansion)
    case .exactForm(let form): return .exactForm(form)
    case .column(let field, let condition): return .column(field, condition)
    case .all: return .all
    case .group(let clauses, let minimum):
      let isOnlyForbidding = clauses.areForbidden
      return .boolean(
        (isOnlyForbidding ? [Query.Clause(.must, .all)] : [])
          + clauses.queryClauses(areMerged: minimum == 0), minimum: minimum)
    }
  }
}
