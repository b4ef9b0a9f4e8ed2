extension Query {
  /// Every document. It adds nothing to scores.
  public static let all = Query(.all)

  /// No document.
  public static let none = Query(.none)

  /// The documents that have `term`, which is compared with the terms of the index unchanged,
  /// without an analyzer. ``parse(_:analyzer:fields:)`` turns words into terms.
  public static func term(_ term: String) -> Query { .term(Array(term.utf8)) }

  /// The documents that have the term of the given bytes.
  public static func term(_ bytes: [UInt8]) -> Query { Query(.term(bytes)) }

  /// The documents that have the terms next to each other, in this order.
  public static func phrase(_ terms: [String]) -> Query {
    phrase(terms.enumerated().map { PhraseTerm(term: Array($1.utf8), offset: $0) })
  }

  /// The documents that have the terms at the given distances from each other, in one field.
  ///
  /// The order of `terms` does not matter; the least offset becomes 0. Offsets may have gaps, which
  /// any words of a document match. Without terms this is ``none``; with one term it is that
  /// term itself.
  public static func phrase(_ terms: [PhraseTerm]) -> Query {
    let least = terms.map(\.offset).min() ?? 0
    var phrase: [PhraseTerm] = []
    for var term in terms.sorted(by: { $0.offset < $1.offset }) {
      let distance = term.offset.subtractingReportingOverflow(least)
      term.offset =
        distance.overflow ? Int(UInt32.max) : Int(UInt32(clamping: distance.partialValue))
      let isKnown = phrase.reversed().prefix { $0.offset == term.offset }.contains(term)
      if !isKnown { phrase.append(term) }
    }
    guard let first = phrase.first else { return .none }
    return phrase.count == 1 ? .term(first.term) : Query(.phrase(phrase))
  }

  /// The documents that match the clauses.
  ///
  /// A document matches if it matches every ``Occur/must`` clause, no ``Occur/mustNot`` clause, and
  /// at least `minimum` of the ``Occur/should`` clauses. So a query of ``Occur/mustNot`` clauses
  /// alone matches nothing; with `must: [.all]` it is "everything but". A single clause that is not
  /// ``Occur/mustNot`` is equal to its query, unless the clause keeps related documents away;
  /// without clauses this is ``none``.
  ///
  /// - Parameters:
  ///   - clauses: The clauses, in the order in which scores are added.
  ///   - minimum: How many ``Occur/should`` clauses a document must match. Without an
  ///     ``Occur/must`` clause it is at least 1; with one it is 0 unless you pass more.
  public static func boolean(_ clauses: [Clause], minimum: Int = 0) -> Query {
    guard let first = clauses.first else { return .none }
    if clauses.count == 1, first.matchesAlone(minimum: minimum) { return first.query }
    let hasRequired = clauses.contains { $0.occur == .must }
    let depth = clauses.reduce(0) { max($0, $1.query.depth) }
    return Query(
      .boolean(clauses, minimum: max(minimum, hasRequired ? 0 : 1)), depth: depth + 1)
  }

  /// The same as ``boolean(_:minimum:)``, with the clauses of each kind in a list of their own.
  public static func boolean(
    must: [Query] = [], should: [Query] = [], mustNot: [Query] = [], minimum: Int = 0
  ) -> Query {
    boolean(
      must.map { Clause(.must, $0) } + should.map { Clause(.should, $0) }
        + mustNot.map { Clause(.mustNot, $0) },
      minimum: minimum)
  }

  /// The documents that match `query`, which adds nothing to their scores.
  public static func filter(_ query: Query) -> Query {
    Query(.filter(query), depth: query.depth + 1)
  }

  /// The documents that match `query`, with the weight of each of its terms and phrases multiplied
  /// by `factor`.
  ///
  /// With a factor of 0, documents match and `query` adds nothing to their scores.
  ///
  /// - Parameters:
  ///   - query: What to look for.
  ///   - factor: 0, or ``minimumBoost`` to ``maximumBoost``. Greater values count as the maximum;
  ///     smaller ones, and values that are not numbers, count as 0.
  public static func boost(_ query: Query, by factor: Float) -> Query {
    if case .boost(let inner, let other) = query.node { return boost(inner, by: factor * other) }
    let factor = factor >= minimumBoost ? min(factor, maximumBoost) : 0
    return factor == 1 ? query : Query(.boost(query, by: factor), depth: query.depth + 1)
  }

  /// The documents that match `query`, each with the score `score` by it.
  ///
  /// - Parameters:
  ///   - query: What to look for.
  ///   - score: Above 0, at most ``maximumBoost``; anything else counts as ``filter(_:)``.
  public static func constant(_ query: Query, score: Float) -> Query {
    guard score >= minimumBoost else { return filter(query) }
    return Query(.constant(query, score: min(score, maximumBoost)), depth: query.depth + 1)
  }

  /// The documents that have all terms near each other in one field.
  ///
  /// There is an occurrence for each term, none for two of them, so that the positions less the
  /// terms' offsets span at most `slop`. So with offsets 0, 1, 2… a slop of 0 is a phrase and 2
  /// lets two neighbors change sides; with all offsets 0 the order does not count. The terms score
  /// as in a query that requires each of them.
  ///
  /// - Parameters:
  ///   - terms: Two or more; fewer are a phrase.
  ///   - slop: 0...``maximumSlop``; other numbers count as the nearest.
  ///   - isOrdered: Whether the occurrences must come in the order of `terms`.
  public static func near(
    _ terms: [PhraseTerm], slop: Int, isOrdered: Bool = false
  ) -> Query {
    guard terms.count > 1 else { return phrase(terms) }
    let least = terms.map(\.offset).min() ?? 0
    let moved = terms.map { term in
      let distance = term.offset.subtractingReportingOverflow(least)
      return PhraseTerm(
        term: term.term,
        offset: distance.overflow ? Int(UInt32.max) : Int(UInt32(clamping: distance.partialValue)))
    }
    return Query(
      .near(moved, slop: max(0, min(slop, maximumSlop)), isOrdered: isOrdered))
  }

  /// The documents that have any term of the index that `expansion` stands for.
  public static func expansion(_ expansion: Expansion) -> Query { Query(.expansion(expansion)) }

  /// The documents whose values in the column `field` are as `condition` says.
  ///
  /// A range without ends is any value.
  public static func column(_ field: String, _ condition: ColumnCondition) -> Query {
    Query(.column(field, condition == .range(lower: nil, upper: nil) ? .exists : condition))
  }

  /// The documents that have words exactly as they are written.
  public static func exactForm(_ form: ExactForm) -> Query { Query(.exactForm(form)) }

  /// The documents that match `query` by what they have in the fields `fields`.
  ///
  /// Conditions on columns do not change, and where the query has a restriction already, that one
  /// counts. Scores are those of the words in the whole document.
  public static func restricted(_ query: Query, to fields: [String]) -> Query {
    switch query.node {
    case .term, .word, .root, .phrase, .near, .expansion, .exactForm:
      Query(.restricted(query, to: fields), depth: query.depth + 1)
    case .all, .none, .column, .restricted: query
    case .filter(let query): filter(restricted(query, to: fields))
    case .boost(let query, let factor): boost(restricted(query, to: fields), by: factor)
    case .constant(let query, let score): constant(restricted(query, to: fields), score: score)
    case .boolean(let clauses, let minimum):
      boolean(
        clauses.map { Clause($0.occur, restricted($0.query, to: fields)) }, minimum: minimum)
    }
  }
}

extension Query.Clause {
  /// Whether a query of this clause alone is the clause's query.
  fileprivate func matchesAlone(minimum: Int) -> Bool {
    switch occur {
    case .should: minimum <= 1
    // Alone it would also rank related documents.
    case .must: minimum <= 0 && !query.ranksRelated
    case .mustNot: false
    }
  }
}
