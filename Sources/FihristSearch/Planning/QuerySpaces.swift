internal import FihristFormat

/// The term spaces in which a query looks up its words, and what the levels weigh.
struct QuerySpaces: Hashable {
  /// The ordinal of the space whose terms decide what matches.
  var words: Int

  /// The ordinal of the space of forms, if the query scores them.
  var forms: Int?

  /// The ordinal of the space of roots, if the query scores them.
  var roots: Int?

  /// The ordinal of the space of all forms, for patterns in a field.
  private var allForms: Int?

  /// What the levels weigh.
  private var levels = LevelWeights.stemAlone

  /// The spaces of all indexed fields.
  init(_ schema: Schema) {
    words = 0
    forms = schema.termSpaces.firstIndex { $0.role == .form }
    allForms = forms
    roots = schema.termSpaces.firstIndex { $0.role == .root }
    levels = schema.levels ?? .stemAlone
  }

  /// The space of one field of `schema` alone.
  init(alone ordinal: Int, in schema: Schema) {
    words = ordinal
    allForms = schema.termSpaces.firstIndex { $0.role == .form }
  }

  /// What a term weighs that is a word at all its levels, or a phrase.
  var wholeWeight: Float { levels.form + levels.stem + levels.root }

  /// What the levels of a word weigh.
  var formWeight: Float { levels.form }
  /// See ``formWeight``.
  var stemWeight: Float { levels.stem }
  /// See ``formWeight``.
  var rootWeight: Float { levels.root }

  /// Where patterns and fuzzy words are looked up.
  struct Lookup: Hashable {
    /// The ordinal of the space with their terms.
    var space: Int
    /// Whether the terms are forms, to be found in the stored text of fields: positions only tell
    /// where stems are.
    var readsText = false
  }

  /// Where patterns and fuzzy words are looked up: people mean forms, and stems are words without
  /// what clings to them (مكتب* finds ومكتبات).
  ///
  /// - Parameter fields: The fields that have the words; `nil` for all that the spaces have.
  func expansions(in fields: [String]?) -> [Lookup] {
    if fields == nil, let forms { return [Lookup(space: forms), Lookup(space: words)] }
    let inText = allForms.map { Lookup(space: $0, readsText: true) }
    return [Lookup(space: words)] + (inText.map { [$0] } ?? [])
  }
}
