internal import Fihrist

/// What hits must match besides the query: a filter, days, and values of fields.
struct QueryCondition {
  /// Everything together; nil if nothing was asked for.
  private(set) var query: Query?
  /// What was assumed where the filter is not a query, and what no document can meet.
  private(set) var notes: [QueryNote] = []

  /// Reads the parameters.
  ///
  /// - Parameter facets: Fields whose values are chosen by facets, and not here.
  /// - Throws: ``Problem``, or `QueryError` for a strict reading.
  init(
    _ parameters: Parameters, in commit: ArchiveCommit, limits: ServerLimits, facets: [String] = []
  ) throws {
    var parts: [Query] = []
    if let text = parameters["filter"] {
      let parsed = try QueryLimit.read(text, "filter", in: commit.index, limits)
      if parameters["mode"] == "strict" {
        parts.append(
          try QueryLimit.strict(text, "filter", in: commit.index, isFilter: true))
      } else {
        parts.append(parsed.filter)
        notes = parsed.notes.map {
          QueryNote(code: $0.code, text: "in the filter, \($0.text)", column: $0.column)
        }
      }
    }
    if let range = try Self.range(parameters, in: commit) {
      parts.append(range)
      if Self.isTurned(parameters) { notes.append(.turnedRange) }
    }
    for field in commit.columnFields where !facets.contains(field) {
      let values = parameters.values(ofField: field)
      guard !values.isEmpty else { continue }
      try QueryLimit.check(values, ofField: field, in: commit.index)
      parts.append(.boolean(should: values.map { .column(field, .equals($0)) }))
    }
    guard !parts.isEmpty else { return }
    query = parts.count == 1 ? parts[0] : .boolean(must: parts)
  }

  /// Whether the first day comes after the last.
  private static func isTurned(_ parameters: Parameters) -> Bool {
    guard let from = parameters["from"].flatMap(ArticleDate.init),
      let to = parameters["to"].flatMap(ArticleDate.init)
    else { return false }
    return from.seconds.lowerBound >= to.seconds.upperBound
  }

  private static func range(
    _ parameters: Parameters, in commit: ArchiveCommit
  ) throws(Problem) -> Query? {
    let ends = [parameters["from"], parameters["to"]]
    guard ends.contains(where: { $0 != nil }) else { return nil }
    guard let field = commit.dateField else {
      throw Problem(
        .badParameter, "the index has no dates; leave out from and to",
        parameter: ends[0] == nil ? "to" : "from")
    }
    for (name, end) in zip(["from", "to"], ends) {
      guard let end, ArticleDate(end) == nil else { continue }
      var problem = Problem(
        .badParameter,
        "\(name) is not a date: \"\(end)\"; write it as 2015, 2015-07 or 2015-07-21, or as 1436-10",
        parameter: name)
      (problem.value, problem.isAboutDate) = (end, true)
      throw problem
    }
    return .column(
      field, .range(lower: ends[0].map { .init($0) }, upper: ends[1].map { .init($0) }))
  }
}
