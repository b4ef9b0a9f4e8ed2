/// A document as a program passes it to the index: a key and the text of its fields.
///
///     SourceDocument(key: "2024-118", values: ["title": "…", "body": "…"])
public struct SourceDocument: Sendable, Hashable {
  /// What identifies the document, 1 to 1,024 bytes of UTF-8. A document with the key of an older
  /// one replaces it.
  public var key: String

  /// The text of each field, by the field's name in the schema.
  public var values: [String: String]

  /// Further values of fields that have several, such as tags, by the field's name.
  public var lists: [String: [String]]

  /// Makes a document of `key`, `values` and `lists`.
  public init(key: String, values: [String: String], lists: [String: [String]] = [:]) {
    self.key = key
    self.values = values
    self.lists = lists
  }
}
