public import FihristFormat

/// Members that a user names for parts of an article, instead of having them recognized, how dates
/// are read, and whether documents have signatures.
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
  /// Which number of 05/06/2024 is the day; nil for the first, or for what the index has.
  public var dateOrder: DateOrder?
  /// Whether documents keep signatures of their texts, by which copies are found. An index that has
  /// them keeps them.
  public var hasSignatures: Bool

  /// Makes overrides; nil for parts to be recognized.
  public init(
    key: String? = nil, title: String? = nil, body: String? = nil, date: String? = nil,
    source: String? = nil, dateOrder: DateOrder? = nil, hasSignatures: Bool = false
  ) {
    self.hasSignatures = hasSignatures
    self.dateOrder = dateOrder
    self.key = key
    self.title = title
    self.body = body
    self.date = date
    self.source = source
  }

  /// Whether records without a key are given one, so that none has to be found.
  public var makesKeys = false

  /// The members that are named.
  var members: [String] { [key, title, body, date, source].compactMap { $0 } }

  /// Whether no member is named.
  public var isEmpty: Bool { [key, title, body, date, source].allSatisfy { $0 == nil } }

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
