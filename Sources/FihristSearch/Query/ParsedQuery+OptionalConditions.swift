extension ParsedQuery {
  /// Notes on conditions on columns that stand without a sign beside words, where many readers
  /// expect a filter: documents need not meet them. What OR joins was meant so.
  package var optionalConditions: [QueryNote] {
    var notes: [QueryNote] = []
    add(clauses, to: &notes)
    return notes
  }

  private func add(_ clauses: [Clause], to notes: inout [QueryNote]) {
    let hasWords = clauses.contains { $0.occur != .mustNot && !$0.node.isCondition }
    let isWithoutEffect = clauses.contains { $0.occur == .must }
    for clause in clauses {
      if clause.node.isCondition {
        guard hasWords, clause.occur == .should, !clause.isAlternative,
          notes.count < QueryNote.maximumCount
        else { continue }
        notes.append(note(clause, isWithoutEffect: isWithoutEffect))
      } else if case .group(let inner, _) = clause.node.content {
        add(inner, to: &notes)
      }
    }
  }

  private func note(_ clause: Clause, isWithoutEffect: Bool) -> QueryNote {
    let start = text.utf8.index(text.startIndex, offsetBy: clause.node.range.lowerBound)
    let column = text[..<start].count + 1
    let written = QueryWriter(text).text([clause])
    let effect = isWithoutEffect ? "changes nothing, because it is optional" : "is optional"
    return QueryNote(
      QueryError(
        kind: .optionalCondition, column: column,
        reason: "\(written) at character \(column) \(effect)", advice: "write +\(written)"))
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
