/// What a bibliography needs to know about an article, from the fields of a document.
///
///     let document = try index.document(key: "2024-118")
///     print(document.map { Citation($0).bibtex } ?? "")
///
/// Fields have the names of the schema for articles: `title`, `author`, `source`, `section`,
/// `tags`, `language`, `url`, `date`, `body`. All others become notes.
public struct Citation: Sendable, Hashable {
  /// What identifies the document.
  public var key: String

  /// Names and texts; a name comes several times if the field has several values.
  public var fields: [StoredField]

  /// Makes a citation.
  ///
  /// - Parameters:
  ///   - key: What identifies the document.
  ///   - fields: Names and texts.
  public init(key: String, fields: [StoredField]) {
    self.key = key
    self.fields = fields
  }

  /// Makes the citation of a document, with the fields that were read: stored texts, and values of
  /// columns where the text is not stored.
  ///
  /// - Parameter document: The document.
  public init(_ document: IndexedDocument) {
    key = document.key
    fields = document.fields
    for column in document.columns where !fields.contains(where: { $0.name == column.name }) {
      fields += column.values.map { StoredField(name: column.name, text: $0.text) }
    }
  }

  /// Makes the citation of a hit, with the fields that the search asked for.
  ///
  /// - Parameter hit: The hit.
  public init(_ hit: Hit) { self.init(key: hit.key, fields: hit.fields) }

  /// The texts of a field on one line each: line ends and controls are spaces there.
  func texts(_ name: String) -> [String] {
    fields.lazy.filter { $0.name == name }.map { Self.line($0.text) }.filter { !$0.isEmpty }
  }

  /// The names of the fields that have no entry of their own, each once.
  var otherNames: [String] {
    let known = [
      "title", "author", "source", "section", "tags", "language", "url", "date", "body",
    ]
    var names: [String] = []
    for field in fields where !known.contains(field.name) && !names.contains(field.name) {
      names.append(field.name)
    }
    return names
  }

  /// `text` with one space for each stretch of white space and controls, and none at its ends.
  static func line(_ text: String) -> String {
    var line = String.UnicodeScalarView()
    var hasSpace = false
    for scalar in text.unicodeScalars {
      if scalar.properties.isWhitespace || scalar.properties.generalCategory == .control {
        hasSpace = !line.isEmpty
        continue
      }
      if hasSpace { line.append(" ") }
      hasSpace = false
      line.append(scalar)
    }
    return String(line)
  }
}
