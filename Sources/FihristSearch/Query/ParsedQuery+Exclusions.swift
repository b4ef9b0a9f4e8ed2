extension ParsedQuery {
  /// A note on a query that says only what must not be there, as `-رياضة` does: it finds nothing.
  /// As a filter it is well understood.
  package var exclusionNotes: [QueryNote] {
    guard !clauses.isEmpty, clauses.allSatisfy({ $0.occur == .mustNot }) else { return [] }
    let source = QueryText(text)
    let first = source.scalars.firstIndex {
      !QuerySyntax.separates($0) && !QuerySyntax.isInvisible($0)
    }
    return [
      QueryNote(
        QueryError(
          kind: .onlyExclusions, column: source.column(first ?? 0),
          reason: "the query says only what must not be there, which finds nothing",
          advice: "write what must be there, or * for everything"))
    ]
  }
}
