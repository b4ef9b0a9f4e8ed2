/// Members that a user names for parts of an article, instead of having them recognized.
public struct SchemaOverrides: Sendable, Hashable {
  /// The member that identifies a record.
  public var key: String?
  /// The member with the headline.
  public var title: String?
  /// The member with the text.
  public var body: String?
  /// The member with the day of publication.
  public var date: String?
  /// The member with the newspaper's name.
  public var source: String?

  /// Makes overrides; nil for parts to be recognized.
  public init(
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
  public var isEmpty: Bool { self == SchemaOverrides() }

  /// The member named for `part`.
  func member(for part: ArticlePart) -> String? {
    switch part {
    case .title: title
    case .body: body
    case .date: date
    case .source: source
    case .author, .section, .tags, .language, .url, .related: nil
    }
  }
}
