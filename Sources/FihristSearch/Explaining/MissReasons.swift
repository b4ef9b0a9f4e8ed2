internal import FihristStorage

/// Finds out why a document does not match a query: what it lacks, and what it has and must not
/// have.
struct MissReasons {
  private let explainer: HitExplainer
  private let document: UInt32
  private let segment: Int
  private let values: (String) -> [String]

  /// No more clauses are named.
  private static let maximumCount = 32

  /// - Parameter values: What the document has in a column.
  init(
    _ explainer: HitExplainer, _ document: UInt32, _ segment: Int,
    _ values: @escaping (String) -> [String]
  ) {
    self.explainer = explainer
    self.document = document
    self.segment = segment
    self.values = values
  }

  private func matches(_ query: Query) throws(IndexError) -> Bool {
    try explainer.ranker.matches(query, document, ofSegment: segment)
  }

  private func name(_ query: Query) -> String { explainer.names.name(of: query) }

  /// Whether the document matches a clause of `query` that it must not match.
  func isForbidden(by query: Query) throws(IndexError) -> Bool {
    switch query.node {
    case .boost(let query, _): return try isForbidden(by: query)
    case .boolean(let clauses, _):
      for clause in clauses where clause.occur == .mustNot {
        if try matches(clause.query) { return true }
      }
      return false
    default: return false
    }
  }

  /// Why the document does not match `query`, which it does not.
  func reason(against query: Query) throws(IndexError) -> ScoreExplanation {
    switch query.node {
    case .boolean(let clauses, let minimum): return try reason(clauses, minimum)
    case .boost(let query, _), .constant(let query, _), .filter(let query):
      return try reason(against: query)
    case .word(let word):
      let hasRoot = try matches(.root(word.root))
      return miss(
        "it does not have the word \(name(query))" + (hasRoot ? ", only others of its root" : ""))
    case .term: return miss("it does not have the word \(name(query))")
    case .root: return miss("it does not have a word of \(name(query))")
    case .phrase(let terms):
      return try reason(query, terms, "but not next to each other in this order")
    case .near(let terms, let slop, _):
      return try reason(query, terms, "but not as near each other as \(slop) positions")
    case .expansion: return miss("it does not have a word that \(name(query)) stands for")
    case .exactForm(let form):
      return try matches(form.query)
        ? miss("it has \(name(query)) in another spelling only")
        : miss("it does not have the word \(name(query))")
    case .restricted(let leaf, let fields):
      guard try matches(leaf) else { return try reason(against: leaf) }
      return miss("it has \(name(leaf)), but not in the field \(fields.joined(separator: " or "))")
    case .column(let field, _):
      let values = values(field).prefix(Self.maximumCount).joined(separator: ", ")
      return miss(
        "\(name(query)) is not met: its \(field) is "
          + (values.isEmpty ? "missing" : "«\(values)»"))
    case .all, .none: return miss("the query matches nothing")
    }
  }

  private func miss(_ text: String) -> ScoreExplanation { ScoreExplanation(0, text) }

  private func reason(
    _ query: Query, _ terms: [Query.PhraseTerm], _ otherwise: String
  ) throws(IndexError) -> ScoreExplanation {
    var missing: [String] = []
    for term in terms.prefix(Self.maximumCount) where try !matches(.term(term.term)) {
      missing.append(name(.term(term.term)))
    }
    return missing.isEmpty
      ? miss("it has all words of \(name(query)), \(otherwise)")
      : miss("of \(name(query)) it lacks \(missing.joined(separator: ", "))")
  }

  private func reason(
    _ clauses: [Query.Clause], _ minimum: Int
  ) throws(IndexError) -> ScoreExplanation {
    var details: [ScoreExplanation] = []
    var (alternatives, count) = ([ScoreExplanation](), 0)
    for clause in clauses where details.count < Self.maximumCount {
      let isMatch = try matches(clause.query)
      switch clause.occur {
      case .must: if !isMatch { details.append(try reason(against: clause.query)) }
      case .mustNot:
        if isMatch { details.append(miss("it has \(name(clause.query)), which it must not")) }
      case .should:
        count += isMatch ? 1 : 0
        if !isMatch, alternatives.count < Self.maximumCount {
          alternatives.append(try reason(against: clause.query))
        }
      }
    }
    if count < minimum {
      details.append(
        ScoreExplanation(
          0, "it has \(count) of the alternatives and must have \(minimum)",
          details: alternatives))
    }
    return details.count == 1 ? details[0] : ScoreExplanation(0, "it lacks", details: details)
  }
}
