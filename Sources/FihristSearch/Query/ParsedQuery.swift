public import FihristText

/// What a text says in the query language: a tree that knows where in the text each part stands, and
/// notes on what was assumed.
///
/// Whatever people type can be read: `init(_:analyzer:)` does not fail, and ``notes`` say what it
/// made of a quote without a partner, or of a text without a word. `init(strictly:analyzer:)` throws
/// instead.
///
///     let parsed = ParsedQuery("+إيران «مجلس الأمن", analyzer: .arabic)
///     print(parsed.notes.map(\.text))   // the quote « at character 8 has no partner; …
///     let results = try index.search(parsed.query)
public struct ParsedQuery: Sendable, Hashable {
  /// The text.
  public let text: String

  /// What the text asks for, in its order.
  public let clauses: [Clause]

  /// What was assumed where the text is not a query as it stands, in the order of the text; empty
  /// when it is one.
  public let notes: [QueryNote]

  /// A part of the query, and what it means for a document to have it.
  public struct Clause: Sendable, Hashable {
    /// Whether documents may, must or must not have it.
    public let occur: Query.Occur

    /// The part.
    public let node: Node
  }

  /// A part of the query.
  public struct Node: Sendable, Hashable {
    /// What it asks for.
    public let content: Content

    /// Where the text has it, in bytes (UTF-8): without sign and quotes, never cut inside a character.
    public let range: Range<Int>
  }

  /// What a part of a query asks for.
  public enum Content: Sendable, Hashable {
    /// The bytes of a term of the index.
    case term([UInt8])
    /// Terms at fixed distances: two or more, the first at offset 0, offsets ascending. Two terms may
    /// be more than 1 apart: between them the text has words that the index leaves out.
    case phrase([Query.PhraseTerm])
  }

  /// Reads `text`, whatever it is.
  ///
  /// - Parameters:
  ///   - text: What the user typed.
  ///   - analyzer: The analyzer of the index.
  /// - Complexity: O(length of `text`).
  public init(_ text: String, analyzer: Analyzer) {
    var parser = QueryParser(text, analyzer: analyzer, reading: .lenient)
    do throws(QueryError) {
      self = try parser.parse()
    } catch {
      // Reading leniently throws nothing; what it would throw is a note as well.
      self.init(text: text, clauses: [], notes: [QueryNote(error)])
    }
  }

  /// Reads `text` if it is a query as it stands.
  ///
  /// - Throws: ``QueryError`` if there is no word in `text`, a quote has no partner, or there are more
  ///   than ``Query/maximumClauseCount`` words and phrases or ``Query/maximumTermCount`` terms.
  /// - Complexity: O(length of `text`).
  public init(strictly text: String, analyzer: Analyzer) throws {
    var parser = QueryParser(text, analyzer: analyzer, reading: .strict)
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
  public var query: Query { .boolean(queryClauses) }

  /// The same as a filter: where the text only forbids, all other documents match.
  public var filter: Query {
    guard !clauses.isEmpty, clauses.allSatisfy({ $0.occur == .mustNot }) else { return query }
    return .boolean([Query.Clause(.must, .all)] + queryClauses)
  }

  private var queryClauses: [Query.Clause] {
    clauses.map { clause in
      switch clause.node.content {
      case .term(let bytes): Query.Clause(clause.occur, .term(bytes))
      case .phrase(let terms): Query.Clause(clause.occur, .phrase(terms))
      }
    }
  }
}
