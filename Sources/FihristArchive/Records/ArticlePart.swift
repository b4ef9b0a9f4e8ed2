internal import FihristFormat

/// A part of a newspaper article.
enum ArticlePart: String, CaseIterable, Sendable {
  case title, body, related, author, source, url, date

  /// The names under which archives carry it.
  var memberNames: [String] {
    switch self {
    case .title: MemberNames.title
    case .body: MemberNames.body
    case .related: MemberNames.related
    case .author: MemberNames.author
    case .source: MemberNames.source
    case .url: MemberNames.url
    case .date: MemberNames.date
    }
  }

  /// The number of the field of `schema` that takes this part of a text article: the one of its
  /// name, else the first that is fed by a member of such a name; nil if there is none.
  func field(in schema: Schema) -> Int? {
    if let field = schema.fields.firstIndex(where: { $0.name == rawValue }) { return field }
    return schema.fields.firstIndex { field in
      ([field.name] + field.sources).contains(where: memberNames.contains)
    }
  }
}
