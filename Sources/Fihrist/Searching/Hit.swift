/// A document that was found.
public struct Hit: Sendable, Hashable, Codable {
  /// Its rank in the whole result, from 1.
  public var rank: Int

  /// What identifies the document outside the index.
  public var key: String

  /// BM25 over the indexed fields.
  public var score: Float

  /// The passages with the best matches, with the matching words marked, in the order of the text;
  /// empty if none was asked for or no text is stored.
  public var snippets: [Snippet]

  /// The stored fields that were asked for and that the document has, in the order of the schema.
  public var fields: [StoredField]

  /// Makes a hit.
  public init(
    rank: Int, key: String, score: Float, snippets: [Snippet] = [], fields: [StoredField] = []
  ) {
    self.rank = rank
    self.key = key
    self.score = score
    self.snippets = snippets
    self.fields = fields
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
