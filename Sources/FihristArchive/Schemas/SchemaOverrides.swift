/// Members that a user names for parts of an article instead of having them recognised.
package struct SchemaOverrides: Sendable, Hashable {
  /// The member that identifies a record.
  package var key: String?
  /// The member with the headline.
  package var title: String?
  /// The member with the text.
  package var body: String?
  /// The member with the day of publication.
  package var date: String?
  /// The member with the newspaper's name.
  package var source: String?

  /// Makes overrides; nil leaves a part to be recognised.
  package init(
    key: String? = nil, title: String? = nil, body: String? = nil, date: String? = nil,
    source: String? = nil
  ) {
    self.key = key
    self.title = title
    self.body = body
    self.date = date
    self.source = source
  }

  /// Whether nothing is named.
  package var isEmpty: Bool { self == SchemaOverrides() }

  /// The member named for `part`.
  func member(for part: ArticlePart) -> String? {
    switch part {
    case .title: title
    case .body: body
    case .date: date
    case .source: source
    case .author, .url, .related: nil
    }
  }
}
