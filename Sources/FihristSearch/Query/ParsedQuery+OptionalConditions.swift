extension ParsedQuery {
  /// Notes on conditions on columns that documents need not meet.
  package var optionalConditions: [QueryNote] { optionalConditionErrors.map { QueryNote($0) } }

  /// What is wrong with conditions on columns that stand without a sign beside words, where many
  /// readers expect a filter: documents need not meet them. What OR joins was meant so.
  package var optionalConditionErrors: [QueryError] {
    var errors: [QueryError] = []
    add(clauses, to: &errors)
    return errors
  }

  private func add(_ clauses: [Clause], to errors: inout [QueryError]) {
    let hasWords = clauses.contains { $0.occur != .mustNot && !$0.node.isCondition }
    let isWithoutEffect = clauses.contains { $0.occur == .must }
    for clause in clauses {
      if clause.node.isCondition {
        guard hasWords, clause.occur == .should, !clause.isAlternative,
          errors.count < QueryNote.maximumCount
        else { continue }
        errors.append(error(clause, isWithoutEffect: isWithoutEffect))
      } else if case .group(let inner, _) = clause.node.content {
        add(inner, to: &errors)
      }
    }
  }

  private func error(_ clause: Clause, isWithoutEffect: Bool) -> QueryError {
    let column = text.column(ofByte: clause.node.start)
    let written = QueryWriter(text).text([clause])
    let effect = isWithoutEffect ? "changes nothing, because it is optional" : "is optional"
    return QueryError(
      kind: .optionalCondition, column: column,
      reason: "\(written) at character \(column) \(effect)", advice: "write +\(written)")
  }
}

extension ParsedQuery.Node {
  /// Whether it asks for values of columns alone, which score nothing.
  fileprivate var isCondition: Bool {
    if constantScore != nil { return false }
    switch content {
    case .column: return true
    case .group(let clauses, _): return clauses.allSatisfy { $0.node.isCondition }
    case .term, .word, .root, .phrase, .near, .expansion, .exactForm, .all: return false
    }
  }
}
