internal import Fihrist

extension ArchiveServer {
  /// How often queries occur over time, as curves and as a table.
  func trendsPage(_ exchange: Exchange) async throws -> Answer {
    let (parameters, archive) = try readPage(exchange, call.trendsPage)
    let commit = try archive.current
    let frame = frame(exchange, parameters, archive)
    let queries = parameters.values("q").map(\.trimmed).filter { !$0.isEmpty }
    let limits = configuration.limits
    for text in queries { try QueryLimit.check(text, "q", in: commit.index, limits) }
    let condition = try QueryCondition(parameters, in: commit, limits: limits)
    var request = TrendRequest(queries.map { .text($0) })
    request.filter = condition.query.map { .query($0) }
    request.timeLimit = .milliseconds(limits.pageMilliseconds)
    request.unit = parameters["unit"].flatMap(DateUnit.init) ?? .month
    request.calendar = parameters["calendar"].flatMap(DateCalendarName.init) ?? .gregorian
    let asked = request
    let tag = tag(commit, .trends, parameters.canonical, frame.variant)
    let isEmpty = queries.isEmpty || commit.dateField == nil
    return try await gathered(exchange, commit, tag: tag, budget: limits.pageMilliseconds) {
      isEmpty ? nil : try commit.index.trends(asked)
    } shards: { broker, time in
      guard !isEmpty else { return Gathered(value: nil) }
      return Gathered(try await broker.gather(asked, generation: commit.generation, time: time))
    } write: { answer, found in
      var found = found
      found.value?.notes += condition.notes
      answer.kind = .page
      answer.body = .bytes(
        TrendsPage(
          frame: frame, queries: queries, request: asked, found: found.unlessNil()
        ).bytes)
      if found.value?.stopReason != nil { answer.tag = nil }
    }
  }
}
