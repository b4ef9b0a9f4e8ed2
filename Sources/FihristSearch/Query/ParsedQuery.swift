public import FihristText

/// A text parsed in the query language: a tree that records where in the text each part is, and
/// notes on what was assumed.
///
/// Any text can be read: `init(_:analyzer:)` does not fail, and ``notes`` say how it read an
/// unmatched quote or a text without words. `init(strictly:analyzer:)` throws instead.
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
    public let occur: Query.Occur

    /// The part.
    public let node: Node
  }

  /// A part of the query.
  public struct Node: Sendable, Hashable {
    /// What it asks for.
    public let content: Content

    /// Where it is in the text, in bytes (UTF-8), without sign and quotes; never splits a
    /// character.
    public let range: Range<Int>
  }

  /// What a part of a query asks for.
  public enum Content: Sendable, Hashable {
    /// The bytes of a term of the index.
    case term([UInt8])
    /// Terms at fixed distances: two or more, the first at offset 0, offsets ascending. Two terms
    /// may be more than 1 apart: the text has words between them that the index leaves out.
    case phrase([Query.PhraseTerm])
  }

  /// Reads any `text` leniently.
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
      // Lenient reading throws nothing; if it did, the error would become a note.
      self.init(text: text, clauses: [], notes: [QueryNote(error)])
    }
  }

  /// Reads `text` if it is a valid query.
  ///
  /// - Throws: ``QueryError`` if `text` has no words, a quote is unmatched, or there are more than
  ///   ``Query/maximumClauseCount`` words and phrases or ``Query/maximumTermCount`` terms.
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
  /// The query.
  public var query: Query { .boolean(queryClauses) }

  /// The query as a filter: if the text only excludes, all other documents match.
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
