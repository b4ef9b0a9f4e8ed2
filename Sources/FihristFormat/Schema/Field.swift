/// One named part of a document: what it holds and what is done with it.
///
///     [.text("title", boost: 2), .text("body"), .keyword("source"), .date("date")]
public struct Field: Sendable, Hashable {
  /// What the values of a field are, with the settings of that kind.
  public enum Kind: Sendable, Hashable {
    /// Text whose words are searched.
    case text(TextIndexing)
    /// Text that is only stored for display.
    case storedText
    /// Names or identifiers, stored as written; a document may have several.
    case keyword(ValueOptions)
    /// A whole number from -2^63 to 2^63 - 1.
    case integer(ValueOptions)
    /// A number with a fraction: IEEE 754, 64 bits.
    case decimal(ValueOptions)
    /// A day, perhaps with a time. It is stored in the form 2024-05-18 if it was understood,
    /// otherwise as written; `Documentation/Dates.md` lists the forms.
    case date(ValueOptions, DateOrder)
    /// Yes or no.
    case boolean(ValueOptions)
  }

  /// The name by which hits and schema files call the field; unique in a schema.
  public var name: String

  /// What the values are.
  public var kind: Kind

  /// Makes a field.
  public init(name: String, kind: Kind) {
    self.name = name
    self.kind = kind
  }
}

extension Field {
  /// A field whose words are searched.
  public static func text(
    _ name: String, analyzer: String = TextIndexing.defaultAnalyzer, boost: Double = 1,
    hasPositions: Bool = true, isStored: Bool = true, isSearchedAlone: Bool = false,
    leadLength: Int = 0
  ) -> Field {
    let indexing = TextIndexing(
      analyzer: analyzer, boost: boost, hasPositions: hasPositions, isStored: isStored,
      isSearchedAlone: isSearchedAlone, leadLength: leadLength)
    return Field(name: name, kind: .text(indexing))
  }

  /// A field whose text is only stored for display.
  public static func storedText(_ name: String) -> Field { Field(name: name, kind: .storedText) }

  /// A field of names or identifiers, kept as written.
  public static func keyword(
    _ name: String, hasColumn: Bool = true, isStored: Bool = true
  ) -> Field {
    Field(name: name, kind: .keyword(ValueOptions(hasColumn: hasColumn, isStored: isStored)))
  }

  /// A field of whole numbers.
  public static func integer(
    _ name: String, hasColumn: Bool = true, isStored: Bool = true
  ) -> Field {
    Field(name: name, kind: .integer(ValueOptions(hasColumn: hasColumn, isStored: isStored)))
  }

  /// A field of numbers with a fraction.
  public static func decimal(
    _ name: String, hasColumn: Bool = true, isStored: Bool = true
  ) -> Field {
    Field(name: name, kind: .decimal(ValueOptions(hasColumn: hasColumn, isStored: isStored)))
  }

  /// A field of days, perhaps with times.
  public static func date(
    _ name: String, hasColumn: Bool = true, isStored: Bool = true, order: DateOrder = .dayMonth
  ) -> Field {
    Field(name: name, kind: .date(ValueOptions(hasColumn: hasColumn, isStored: isStored), order))
  }

  /// A field that says yes or no.
  public static func boolean(
    _ name: String, hasColumn: Bool = true, isStored: Bool = true
  ) -> Field {
    Field(name: name, kind: .boolean(ValueOptions(hasColumn: hasColumn, isStored: isStored)))
  }
}

extension Field {
  /// How the words are searched; nil if they are not.
  public var indexing: TextIndexing? {
    if case .text(let indexing) = kind { indexing } else { nil }
  }

  /// Whether the words can be searched.
  public var isIndexed: Bool { indexing != nil }

  /// The name of the analyzer that makes the terms; nil if the words are not searched.
  public var analyzer: String? { indexing?.analyzer }

  /// What is kept of values that are not text; nil for text.
  public var values: ValueOptions? {
    switch kind {
    case .text, .storedText: nil
    case .keyword(let options), .integer(let options), .decimal(let options),
      .date(let options, _), .boolean(let options):
      options
    }
  }

  /// How the field reads dates whose day and month are not told apart; nil if it has none.
  public var dateOrder: DateOrder? {
    if case .date(_, let order) = kind { order } else { nil }
  }

  /// Whether the value is stored for display.
  public var isStored: Bool { indexing?.isStored ?? values?.isStored ?? true }

  /// Whether the values stand in a column, for filters, facets, sorting and groups.
  public var hasColumn: Bool { values?.hasColumn ?? false }

  /// Whether the values are text, searched or not.
  public var isText: Bool {
    switch kind {
    case .text, .storedText: true
    case .keyword, .integer, .decimal, .date, .boolean: false
    }
  }
}
