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
    /// A name or an identifier, kept as written.
    case keyword
    /// A day. It is stored in the form 2024-05-18 if it was understood, otherwise as written;
    /// `Documentation/Dates.md` lists the forms.
    case date
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
    hasPositions: Bool = true, isStored: Bool = true
  ) -> Field {
    let indexing = TextIndexing(
      analyzer: analyzer, boost: boost, hasPositions: hasPositions, isStored: isStored)
    return Field(name: name, kind: .text(indexing))
  }

  /// A field whose text is only stored for display.
  public static func storedText(_ name: String) -> Field { Field(name: name, kind: .storedText) }

  /// A field of names or identifiers, kept as written.
  public static func keyword(_ name: String) -> Field { Field(name: name, kind: .keyword) }

  /// A field of days.
  public static func date(_ name: String) -> Field { Field(name: name, kind: .date) }
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

  /// Whether the value is stored for display.
  public var isStored: Bool { indexing?.isStored ?? true }

  /// Whether the values are text, searched or not.
  package var isText: Bool {
    switch kind {
    case .text, .storedText: true
    case .keyword, .date: false
    }
  }
}
