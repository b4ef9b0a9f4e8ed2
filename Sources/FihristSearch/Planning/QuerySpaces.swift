internal import FihristFormat

/// The term spaces in which a query looks up its words, and what the levels weigh.
struct QuerySpaces: Hashable {
  /// The ordinal of the space whose terms decide what matches.
  var words: Int

  /// The ordinal of the space of forms, if the query scores them.
  var forms: Int?

  /// The ordinal of the space of roots, if the query scores them.
  var roots: Int?

  /// What the levels weigh.
  private var levels = LevelWeights.stemAlone

  /// The spaces of all indexed fields.
  init(_ schema: Schema) {
    words = 0
    forms = schema.termSpaces.firstIndex { $0.role == .form }
    roots = schema.termSpaces.firstIndex { $0.role == .root }
    levels = schema.levels ?? .stemAlone
  }

  /// The space of one field alone.
  init(alone ordinal: Int) { words = ordinal }

  /// What a term weighs that is a word at all its levels, or a phrase.
  var wholeWeight: Float { levels.form + levels.stem + levels.root }

  /// What the levels of a word weigh.
  var formWeight: Float { levels.form }
  /// See ``formWeight``.
  var stemWeight: Float { levels.stem }
  /// See ``formWeight``.
  var rootWeight: Float { levels.root }

  /// Where patterns and fuzzy words are looked up: people mean forms, and stems are words without
  /// what clings to them (مكتب* finds ومكتبات). In some fields only terms with positions can be
  /// told.
  func expansions(in fields: [String]?) -> [Int] {
    guard fields == nil, let forms else { return [words] }
    return [forms, words]
  }
}
