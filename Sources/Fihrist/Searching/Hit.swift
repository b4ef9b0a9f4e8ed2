/// A document that was found.
public struct Hit: Sendable, Hashable {
  /// The place in the whole result, from 1.
  public var rank: Int

  /// What identifies the document outside the index.
  public var key: String

  /// BM25 over the indexed fields.
  public var score: Float

  /// The part of the text that best shows what was found, with the words that matched; `nil` if no
  /// text is stored.
  public var snippet: Snippet?

  /// The stored fields that the document has, in the order of the schema.
  public var fields: [StoredField]

  /// The stored text of a field, or `nil` if the document has none.
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

/// A field of a document as it was stored.
public struct StoredField: Sendable, Hashable {
  /// The field's name in the schema.
  public var name: String

  /// Its text; bytes that were no UTF-8 show as U+FFFD.
  public var text: String
}
