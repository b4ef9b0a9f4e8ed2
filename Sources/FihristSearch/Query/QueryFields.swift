public import FihristFormat

/// The fields that a text in the query language may name, in English or in Arabic.
public struct QueryFields: Sendable, Hashable {
  /// How a field is searched.
  enum Kind: Sendable, Hashable {
    /// By its words.
    case words
    /// By conditions on its values.
    case values
    /// Not at all: it is only shown.
    case shown
  }

  private var kinds: [String: Kind]

  /// Whether every other name is a mistake.
  let isComplete: Bool

  /// The names, sorted.
  let names: [String]

  private init(_ kinds: [String: Kind], isComplete: Bool) {
    self.kinds = kinds
    self.isComplete = isComplete
    names = kinds.filter { $0.value != .shown }.keys.sorted()
  }

  /// The fields of `schema`, and no others.
  public init(_ schema: Schema) {
    var kinds: [String: Kind] = [:]
    for field in schema.fields {
      kinds[field.name] = field.isIndexed ? .words : field.hasColumn ? .values : .shown
    }
    self.init(kinds, isComplete: true)
  }

  /// The fields that articles have. Another name before a colon is a word.
  public static let article = QueryFields(
    [
      "title": .words, "body": .words, "source": .values, "author": .values, "section": .values,
      "tags": .values, "language": .values, "date": .values, "url": .values,
    ], isComplete: false)

  /// The Arabic names of the fields that articles have.
  private static let arabicNames = [
    "العنوان": "title", "النص": "body", "المصدر": "source", "الكاتب": "author",
    "التاريخ": "date", "القسم": "section", "الوسوم": "tags", "اللغة": "language",
  ]

  /// The field that is called `name`, by its name in the schema; `nil` if there is none.
  func field(called name: String) -> (name: String, kind: Kind)? {
    if let kind = kinds[name] { return (name, kind) }
    guard let english = Self.arabicNames[name], let kind = kinds[english] else { return nil }
    return (english, kind)
  }
}
