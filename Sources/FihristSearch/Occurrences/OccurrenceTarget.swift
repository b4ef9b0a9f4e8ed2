/// A part of a query that has occurrences: a word, a phrase, a pattern.
struct OccurrenceTarget: Hashable {
  /// What is looked for.
  enum Kind: Hashable {
    /// The bytes of a term.
    case term([UInt8])
    /// The bytes of a root.
    case root([UInt8])
    /// Terms at their offsets; an occurrence reaches from the first to the last.
    case phrase([Query.PhraseTerm])
    /// Terms near each other, by how much their positions less offsets may differ: each is an
    /// occurrence where all others are near.
    case near([Query.PhraseTerm], slop: Int)
    /// The terms that a pattern or a fuzzy word stands for.
    case expansion(Query.Expansion)
    /// Words as they are written.
    case written(Query.ExactForm)
  }

  /// What is looked for.
  var kind: Kind
  /// The names of the fields to look in; `nil` for all.
  var fields: [String]?

  /// Whether it may be in the field `name`.
  func mayBe(inField name: String) -> Bool { fields?.contains(name) ?? true }

  /// Whether lists of positions have its occurrences. Forms, roots and spellings have none, and
  /// words near each other are looked for in texts.
  var hasPositions: Bool {
    switch kind {
    case .term, .phrase: true
    case .root, .near, .expansion, .written: false
    }
  }
}

extension Query {
  /// What a document is found by, each part once: not what is in filters, or must not be there.
  var occurrenceTargets: [OccurrenceTarget] {
    var targets: [OccurrenceTarget] = []
    var known: Set<OccurrenceTarget> = []
    addTargets(in: nil) { if known.insert($0).inserted { targets.append($0) } }
    return targets
  }

  private func addTargets(in fields: [String]?, _ body: (OccurrenceTarget) -> Void) {
    func add(_ kind: OccurrenceTarget.Kind) { body(OccurrenceTarget(kind: kind, fields: fields)) }
    switch node {
    case .term(let bytes): add(.term(bytes))
    case .word(let word): add(.term(word.stem))
    case .root(let bytes): add(.root(bytes))
    case .phrase(let terms): add(.phrase(terms))
    case .near(let terms, let slop, _): add(.near(terms, slop: slop))
    case .expansion(let expansion): add(.expansion(expansion))
    case .exactForm(let form): add(.written(form))
    case .boolean(let clauses, _):
      for clause in clauses where clause.occur != .mustNot {
        clause.query.addTargets(in: fields, body)
      }
    case .restricted(let query, let names): query.addTargets(in: fields ?? names, body)
    case .boost(let query, _), .constant(let query, _): query.addTargets(in: fields, body)
    case .all, .none, .filter, .column: break
    }
  }
}
