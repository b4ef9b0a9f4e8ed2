/// A field of a document as it was stored.
public struct StoredField: Sendable, Hashable, Codable {
  /// The field's name in the schema.
  public var name: String

  /// Its text; bytes that are not UTF-8 show as U+FFFD.
  public var text: String

  /// Makes a field.
  public init(name: String, text: String) {
    self.name = name
    self.text = text
  }
}
