extension Index {
  /// How often queries occur in each period of a date column, absolutely and for each million
  /// words.
  ///
  ///     let trends = try index.trends(TrendRequest(["نفط", "«طاقة شمسية»"], by: .month))
  ///
  /// Occurrences are those that ``concordance(_:)`` shows. Periods without documents between others
  /// are there too, with zeros.
  ///
  /// - Parameter request: What to count.
  /// - Throws: ``/FihristSearch/QueryError`` if the reading is strict and a text is not a query;
  ///   ``/FihristStorage/IndexError``: `.invalid` for a field that is not a date with a column, or
  ///   an index without positions; `.damaged`.
  ///   Cancellation of the task ends the count as ``TrendRequest/timeLimit`` does.
  /// - Complexity: O(documents + positions of the queries' words). Patterns, roots and words as
  ///   they are written have no positions: for them the texts that match are read.
  public func trends(_ request: TrendRequest) throws -> Trends {
    let commit = commit
    let began = ContinuousClock.now
    let deadline = SearchDeadline(
      limit: request.timeLimit, elapsed: { began.duration(to: .now) },
      isCancelled: { Task.isCancelled })
    return try Self.trends(request, of: commit, until: deadline)
  }

  /// As ``trends(_:)``, with the clock of a test.
  static func trends(
    _ request: TrendRequest, of commit: OpenCommit, until deadline: SearchDeadline
  ) throws -> Trends {
    let (field, name) = try commit.dateField(request.field)
    let histogram = request.histogram(of: name)
    let buckets = try histogram.resolved()
    let all = try commit.read(.query(.all), filter: request.filter, request.reading)
    let passing = try commit.matches(of: all, until: deadline)
    var stopReason = passing.stopReason
    var notes = all.notes
    var counts: [TrendCount] = []
    var texts: [String] = []
    for source in request.queries {
      let read = try commit.read(source, filter: request.filter, request.reading)
      for note in read.notes where !notes.contains(note) { notes.append(note) }
      let matches = try commit.matches(of: read, until: deadline)
      stopReason = stopReason ?? matches.stopReason
      var count = TrendCount(buckets)
      for index in commit.snapshot.segments.indices where stopReason == nil {
        stopReason = try count.add(
          segment: index, of: commit, field: field, query: read.query, passing: passing,
          matches: matches, until: deadline)
      }
      counts.append(count)
      texts.append(commit.readAs(source))
    }
    let table = TrendTable(
      try commit.documentCounts(of: field, buckets, passing), buckets, named: histogram)
    return Trends(
      field: name, unit: request.unit, calendar: request.calendar,
      periods: table.periods, starts: table.starts, documentCounts: table.documentCounts,
      series: zip(texts, counts).map { text, count in
        Trends.Series(query: text, points: table.points(of: count.points), undated: count.undated)
      }, notes: notes, stopReason: stopReason)
  }
}

extension OpenCommit {
  /// The ordinal and the name of the date field `name`, or of the first with a column.
  ///
  /// - Throws: ``IndexError`` of kind `invalid` if it is not one.
  fileprivate func dateField(_ name: String?) throws(IndexError) -> (Int, String) {
    let schema = snapshot.manifest.schema
    let dates = schema.columnFields.filter { schema.fields[$0].type == .date }
    let names = dates.map { schema.fields[$0].name }
    guard let field = dates.first(where: { name == nil || schema.fields[$0].name == name }) else {
      throw IndexError.invalid(
        "",
        name.map { "\"\($0)\" is not a date field with a column" }
          ?? "the index has no date field with a column",
        advice: names.isEmpty
          ? "index the documents again with a date" : "use \(names.joined(separator: " or "))")
    }
    return (field, schema.fields[field].name)
  }

  /// How a query was understood; empty if it was not a text.
  func readAs(_ source: QuerySource) -> String {
    source.parsed(in: self)?.readAs ?? ""
  }

  /// How many documents each period has.
  fileprivate func documentCounts(
    of field: Int, _ buckets: HistogramCounts.Buckets, _ passing: MatchingDocuments
  ) throws(IndexError) -> [Int64: Int] {
    var counts: [Int64: Int] = [:]
    for (index, segment) in snapshot.segments.enumerated() {
      guard case .number(let column)? = try segment.columns?.column(field) else { continue }
      var walk = NumberWalk(column)
      try passing.forEach(segment: index) { document throws(IndexError) in
        guard let number = try walk.value(of: Int(document)) else { return }
        counts[buckets.start(number), default: 0] += 1
      }
    }
    return counts
  }
}
