/// A part of a query that scores by itself: a word at its levels, a phrase, or a constant.
struct ScoredPart {
  /// A level of a word, and the term that stands for it.
  struct Level {
    /// `form`, `stem`, `root`; `term` for words without levels, `phrase`.
    var name: String
    /// The terms: one, or those of a phrase.
    var terms: [CollectionStatistics.Term]
  }

  /// What it is.
  var query: Query
  /// Its levels, in the order in which they are scored; none for a constant.
  var levels: [Level]
  /// Whether its weight is 0, so that it adds nothing.
  var isWeightless: Bool

  /// The parts of `query` that score, in the order in which scores are added.
  static func parts(of query: Query, _ spaces: QuerySpaces) -> [ScoredPart] {
    var parts: [ScoredPart] = []
    query.forEachScoredPart { parts.append(ScoredPart($0, isWeightless: $1, spaces)) }
    return parts
  }

  private init(_ query: Query, isWeightless: Bool, _ spaces: QuerySpaces) {
    func term(_ bytes: [UInt8], _ space: Int) -> CollectionStatistics.Term {
      CollectionStatistics.Term(bytes, in: TermSpaceOrdinal(rawValue: UInt8(space)))
    }
    self.query = query
    self.isWeightless = isWeightless
    switch query.node {
    case .term(let bytes): levels = [Level(name: "term", terms: [term(bytes, spaces.words)])]
    case .root(let bytes):
      levels = spaces.roots.map { [Level(name: "root", terms: [term(bytes, $0)])] } ?? []
    case .phrase(let terms):
      levels = [Level(name: "phrase", terms: terms.map { term($0.term, spaces.words) })]
    case .word(let word):
      levels = spaces.forms.map { [Level(name: "form", terms: [term(word.form, $0)])] } ?? []
      levels.append(Level(name: "stem", terms: [term(word.stem, spaces.words)]))
      if let roots = spaces.roots {
        levels.append(Level(name: "root", terms: [term(word.root, roots)]))
      }
    default: levels = []
    }
  }
}

extension Query {
  /// Calls `body` with the parts that score, and whether their weight is 0, in the order in which
  /// their scores are added.
  fileprivate func forEachScoredPart(
    isWeightless: Bool = false, _ body: (Query, _ isWeightless: Bool) -> Void
  ) {
    switch node {
    case .term, .word, .root, .phrase, .constant: body(self, isWeightless)
    case .near(let terms, _, _): for term in terms { body(.term(term.term), isWeightless) }
    case .exactForm(let form): body(form.query, isWeightless)
    case .boolean(let clauses, _):
      for clause in clauses where clause.occur != .mustNot {
        clause.query.forEachScoredPart(isWeightless: isWeightless, body)
      }
    case .boost(let query, let factor):
      query.forEachScoredPart(isWeightless: isWeightless || factor == 0, body)
    case .restricted(let query, _): query.forEachScoredPart(isWeightless: isWeightless, body)
    case .all, .none, .filter, .expansion, .column: break
    }
  }
}
