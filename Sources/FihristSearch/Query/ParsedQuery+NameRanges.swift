package import FihristFormat

extension ParsedQuery {
  /// Notes on ranges of names whose ends are numbers: `source:>5` holds every name that starts with
  /// a letter, because letters come behind digits.
  package func nameRanges(in schema: Schema) -> [QueryNote] {
    var notes: [QueryNote] = []
    add(clauses, schema, to: &notes)
    return notes
  }

  private func add(_ clauses: [Clause], _ schema: Schema, to notes: inout [QueryNote]) {
    for clause in clauses where notes.count < QueryNote.maximumCount {
      switch clause.node.content {
      case .group(let inner, _): add(inner, schema, to: &notes)
      case .column(let name, .range(let lower, let upper)):
        guard [lower, upper].contains(where: { $0.map { Self.isNumber($0.value) } ?? false }),
          schema.fields.contains(where: { $0.name == name && $0.type == .keyword })
        else { continue }
        notes.append(note(clause.node, name))
      default: continue
      }
    }
  }

  private static func isNumber(_ text: String) -> Bool {
    ColumnNumber.number(ofDecimal: text) != nil
  }

  private func note(_ node: Node, _ field: String) -> QueryNote {
    let start = text.utf8.index(text.startIndex, offsetBy: node.range.lowerBound)
    let column = text[..<start].count + 1
    return QueryNote(
      QueryError(
        kind: .nameRange, column: column,
        reason: "\"\(field)\" at character \(column) has names and not numbers",
        advice: "ask for a range of a field of numbers or dates"))
  }
}
