extension Query {
  /// A part of a query that texts may have.
  package enum Leaf {
    /// The bytes of a term.
    case term([UInt8])
    /// A word with its levels.
    case word(Word)
    /// The bytes of a root.
    case root([UInt8])
    /// The terms of a phrase, or of words near each other, and by how much their positions less
    /// their offsets may differ.
    case group([PhraseTerm], slop: Int)
    /// A word as it is written.
    case exactForm(ExactForm)
    /// A pattern or a fuzzy word.
    case expansion(Expansion)
  }

  /// Calls `body` with what a document is found by, in the order of the tree: not with what is in
  /// filters, or must not be there. Those that occur twice come twice.
  ///
  /// - Parameter field: Only what this field may have; `nil` for all.
  package func forEachShownLeaf(in field: String? = nil, _ body: (Leaf) -> Void) {
    switch node {
    case .term(let bytes): body(.term(bytes))
    case .word(let word): body(.word(word))
    case .root(let bytes): body(.root(bytes))
    case .phrase(let terms): body(.group(terms, slop: 0))
    case .boolean(let clauses, _):
      for clause in clauses where clause.occur != .mustNot {
        clause.query.forEachShownLeaf(in: field, body)
      }
    case .near(let terms, let slop, _): body(.group(terms, slop: slop))
    case .exactForm(let form): body(.exactForm(form))
    case .expansion(let expansion): body(.expansion(expansion))
    case .all, .none, .filter, .column: break
    case .boost(let query, _), .constant(let query, _): query.forEachShownLeaf(in: field, body)
    case .restricted(let query, let fields):
      if field.map(fields.contains) ?? true { query.forEachShownLeaf(in: field, body) }
    }
  }
}

extension Query {
  /// Whether parts of it are restricted to fields.
  package var namesFields: Bool {
    switch node {
    case .restricted: true
    case .boolean(let clauses, _): clauses.contains { $0.query.namesFields }
    case .boost(let query, _), .constant(let query, _): query.namesFields
    case .term, .word, .root, .phrase, .near, .exactForm, .expansion, .all, .none, .filter,
      .column:
      false
    }
  }

  /// How many terms and phrases a query has, and how many terms are in them; duplicates count
  /// twice.
  struct Size {
    var leaves = 0
    var terms = 0
  }

  /// The size of the query.
  var size: Size {
    var size = Size()
    measure(into: &size)
    return size
  }

  private func measure(into size: inout Size) {
    switch node {
    case .term, .root:
      size.leaves += 1
      size.terms += 1
    case .word:
      size.leaves += 3
      size.terms += 3
    case .phrase(let terms):
      size.leaves += 1
      size.terms += terms.count
    case .boolean(let clauses, _): for clause in clauses { clause.query.measure(into: &size) }
    case .near(let terms, _, _):
      size.leaves += terms.count
      size.terms += terms.count
    case .exactForm(let form):
      size.leaves += 1 + form.forms.count
      size.terms += form.terms.count + form.forms.count
    case .all, .none: break
    case .expansion, .column: size.leaves += 1
    case .constant(let query, _):
      size.leaves += 1
      query.measure(into: &size)
    case .filter(let query), .boost(let query, _), .restricted(let query, _):
      query.measure(into: &size)
    }
  }

  /// Whether documents that have only further levels of its words may be ranked.
  package var ranksRelated: Bool {
    switch node {
    case .word: true
    case .boost(let query, _): query.ranksRelated
    case .boolean(let clauses, _):
      !clauses.contains { $0.occur == .must }
        && clauses.contains { $0.occur == .should && $0.query.ranksRelated }
    default: false
    }
  }

  /// Whether the query is a list of terms and phrases that documents may, must or must not have.
  var isFlat: Bool {
    switch node {
    case .boolean(let clauses, let minimum):
      var hasRequired = false
      for clause in clauses {
        guard clause.query.isLeaf else { return false }
        if clause.occur == .must { hasRequired = true }
      }
      return minimum == (hasRequired ? 0 : 1)
    case .boost(let query, let factor): return factor > 0 && query.isFlat
    case .term, .word, .root, .phrase, .none: return true
    case .all, .filter, .constant, .near, .expansion, .column, .exactForm, .restricted: return false
    }
  }

  /// Whether it is a term or phrase, boosted or not, or ``none``.
  private var isLeaf: Bool {
    switch node {
    case .term, .word, .root, .phrase, .none: true
    case .boost(let query, let factor): factor > 0 && query.isLeaf
    case .boolean, .all, .filter, .constant, .near, .expansion, .column, .exactForm, .restricted:
      false
    }
  }
}
