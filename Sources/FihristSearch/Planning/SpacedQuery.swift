internal import FihristFormat

/// A query as an index answers it: in the term space of one field if it only asks for words of that
/// field, otherwise in the space of all words.
struct SpacedQuery {
  /// The query, without the restriction to the field if the space has it.
  let query: Query

  /// Where its words are looked up.
  let spaces: QuerySpaces

  init(_ query: Query, in snapshot: Snapshot) {
    if let name = query.onlyField,
      let space = Self.space(ofField: name, in: snapshot.manifest.schema)
    {
      self.query = query.withoutFields
      spaces = QuerySpaces(alone: space, in: snapshot.manifest.schema)
    } else {
      self.query = query
      spaces = snapshot.spaces
    }
  }

  private static func space(ofField name: String, in schema: Schema) -> Int? {
    schema.termSpaces.firstIndex { space in
      if case .field(let field) = space.role { schema.fields[field].name == name } else { false }
    }
  }
}

extension Query {
  /// The one field to which all words of the query are restricted; nil if there is none, or if a
  /// part needs positions or stored texts.
  fileprivate var onlyField: String? {
    var field: String?
    return findField(&field) ? field : nil
  }

  /// Sets `field` to the field of the words.
  ///
  /// - Returns: Whether all words are in it, and need nothing but lists.
  private func findField(_ field: inout String?) -> Bool {
    switch node {
    case .all, .none, .column: return true
    case .term, .word, .root, .phrase, .near, .expansion, .exactForm: return false
    case .filter(let query), .boost(let query, _), .constant(let query, _):
      return query.findField(&field)
    case .boolean(let clauses, _):
      for clause in clauses where !clause.query.findField(&field) { return false }
      return true
    case .restricted(let leaf, let fields):
      guard fields.count == 1, field == nil || field == fields[0] else { return false }
      field = fields[0]
      switch leaf.node {
      case .term, .word, .expansion: return true
      default: return false
      }
    }
  }

  /// The query with leaves that are not restricted to fields.
  fileprivate var withoutFields: Query {
    switch node {
    case .restricted(let leaf, _): leaf
    case .filter(let query): .filter(query.withoutFields)
    case .boost(let query, let factor): .boost(query.withoutFields, by: factor)
    case .constant(let query, let score): .constant(query.withoutFields, score: score)
    case .boolean(let clauses, let minimum):
      .boolean(
        clauses.map { Clause($0.occur, $0.query.withoutFields) }, minimum: minimum)
    case .all, .none, .column, .term, .word, .root, .phrase, .near, .expansion, .exactForm: self
    }
  }
}
