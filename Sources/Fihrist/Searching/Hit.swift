/// A document that was found.
public struct Hit: Sendable, Hashable, Codable {
  /// Its rank in the whole result, from 1.
  public var rank: Int

  /// What identifies the document outside the index.
  public var key: String

  /// BM25 over the indexed fields; `nil` if hits are ordered by other values alone.
  public var score: Float?

  /// What the document has in the columns that hits are ordered by, in the order of the request;
  /// empty if hits are ordered by score.
  public var sortedValues: [SortedValue]

  /// Whether it does not match, and was ranked for related words: those of a root that a word of
  /// the query has. If the words of the query have one root, such hits come behind all that match,
  /// whatever their scores.
  public var isRelated = false

  /// The keys of the hits that were folded under it, because their texts are much the same, in the
  /// order of the ranking; see ``SearchRequest/collapsesCopies``.
  public var copies: [String] = []

  /// The passages with the best matches, with the matching words marked, in the order of the fields
  /// and of each text; empty if none was asked for or no text is stored.
  public var snippets: [Snippet]

  /// The texts that ``SnippetOptions/wholes`` asked for, with the same words marked.
  public var wholes: [Snippet] = []

  /// The stored fields that were asked for and that the document has, in the order of the schema.
  public var fields: [StoredField]

  /// Where the hits behind this one start.
  public var position: SearchCursor

  /// Makes a hit.
  init(rank: Int, position: SearchCursor, sortedValues: [SortedValue]) {
    self.rank = rank
    self.position = position
    self.sortedValues = sortedValues
    key = position.key
    score = nil
    for value in position.values {
      switch value {
      case .score(let bits), .related(let bits): score = Float(bitPattern: bits)
      case .number, .string, .missing: break
      }
    }
    snippets = []
    fields = []
  }

  /// The first of ``snippets``.
  public var snippet: Snippet? { snippets.first }

  /// The stored text of a field, or `nil` if the document has none or it was not asked for.
  public func text(of field: String) -> String? {
    fields.first { $0.name == field }?.text
  }

  /// The field `title`.
  public var title: String? { text(of: "title") }

  /// The field `date`; in the form 2024-05-18 where the written date was understood.
  public var date: String? { text(of: "date") }

  /// The field `source`.
  public var source: String? { text(of: "source") }
}
