package import FihristFormat
internal import FihristStorage

extension ParsedQuery {
  /// Notes on ranges that hold other values than they seem to: of names whose ends are numbers, as
  /// `source:>5` holds every name that starts with a letter, because letters come behind digits;
  /// and those that hold none, as `date:[2016 TO 2015]`.
  package func rangeNotes(in schema: Schema) -> [QueryNote] {
    var notes: [QueryNote] = []
    add(clauses, schema, to: &notes)
    return notes
  }

  private func add(_ clauses: [Clause], _ schema: Schema, to notes: inout [QueryNote]) {
    for clause in clauses where notes.count < QueryNote.maximumCount {
      switch clause.node.content {
      case .group(let inner, _): add(inner, schema, to: &notes)
      case .column(let name, .range(let lower, let upper)):
        if Self.isEmpty(lower, upper, name, schema) { notes.append(emptyNote(clause.node)) }
        guard [lower, upper].contains(where: { $0.map { Self.isNumber($0.value) } ?? false }),
          schema.fields.contains(where: { $0.name == name && $0.type == .keyword })
        else { continue }
        notes.append(nameNote(clause.node, name))
      default: continue
      }
    }
  }

  private static func isNumber(_ text: String) -> Bool {
    ColumnNumber.number(ofDecimal: text) != nil
  }

  /// Whether no value can be in a range. Ends that are not values of the field are left to the
  /// search, which says so.
  private static func isEmpty(
    _ lower: Query.ColumnCondition.Bound?, _ upper: Query.ColumnCondition.Bound?, _ name: String,
    _ schema: Schema
  ) -> Bool {
    guard lower != nil, upper != nil,
      let tests = try? ColumnTest.tests(.range(lower: lower, upper: upper), name, schema)
    else { return false }
    return tests.allSatisfy(\.isNever)
  }

  private func emptyNote(_ node: Node) -> QueryNote {
    let column = text.column(ofByte: node.range.lowerBound)
    return QueryNote(
      QueryError(
        kind: .emptyRange, column: column,
        reason: "the range at character \(column) holds no value",
        advice: "write the smaller end first"))
  }

  private func nameNote(_ node: Node, _ field: String) -> QueryNote {
    let column = text.column(ofByte: node.start)
    return QueryNote(
      QueryError(
        kind: .nameRange, column: column,
        reason: "\"\(field)\" at character \(column) has names and not numbers",
        advice: "ask for a range of a field of numbers or dates"))
  }
}

extension ColumnTest {
  /// Whether no value passes, whatever the index has.
  fileprivate var isNever: Bool {
    switch condition {
    case .isAny(let strings): strings.isEmpty
    case .strings(let first?, let last?, let isLastIncluded):
      isLastIncluded
        ? last.lexicographicallyPrecedes(first) : !first.lexicographicallyPrecedes(last)
    case .strings, .exists, .startsWith, .numbers: false
    }
  }
}
