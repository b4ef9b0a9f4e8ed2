extension ParsedQuery.Node {
  /// The node of clauses that were not in brackets.
  static func group(_ clauses: [ParsedQuery.Clause]) -> Self {
    let start = clauses.map(\.node.range.lowerBound).min() ?? 0
    let end = clauses.map(\.node.range.upperBound).max() ?? start
    var node = Self(content: .group(clauses, minimum: 0), range: start..<end)
    node.start = clauses.map(\.node.start).min() ?? start
    return node
  }

  /// How many groups lie inside each other, this one included.
  var groupDepth: Int {
    guard case .group(let clauses, _) = content else { return 0 }
    return 1 + (clauses.map(\.node.groupDepth).max() ?? 0)
  }
}
