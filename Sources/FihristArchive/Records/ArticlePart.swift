internal import FihristFormat

/// A part of a newspaper article.
enum ArticlePart: String, CaseIterable, Sendable {
  case title, body, related, author, source, section, tags, language, url, date

  /// The names under which archives carry it.
  var memberNames: [String] {
    switch self {
    case .title: MemberNames.title
    case .body: MemberNames.body
    case .related: MemberNames.related
    case .author: MemberNames.author
    case .source: MemberNames.source
    case .section: MemberNames.section
    case .tags: MemberNames.tags
    case .language: MemberNames.language
    case .url: MemberNames.url
    case .date: MemberNames.date
    }
  }

  /// The ordinal of the field of `schema` that takes this part of an article: the one of its name,
  /// else the first that `mapping` feeds with a member of such a name; nil if there is none.
  func field(in schema: Schema, _ mapping: RecordMapping) -> Int? {
    if let field = schema.fields.firstIndex(where: { $0.name == rawValue }) { return field }
    return schema.fields.firstIndex { field in
      ([field.name] + mapping.members(of: field.name)).contains(where: memberNames.contains)
    }
  }
}
