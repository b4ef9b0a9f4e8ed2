internal import Fihrist

extension ArchiveServer {
  /// How many queries the page compares.
  private static let queryNames = ["q", "q2", "q3"]

  private var trendParameters: [Parameter] {
    Self.queryNames.map { Parameter($0, .text, "A query") } + [
      Parameter("unit", .choice(["year", "month"]), "What a period is"),
      Parameter("calendar", .choice(["gregorian", "hijri"]), "Whose periods are meant"),
    ] + call.language
  }

  /// How often queries occur over time, as curves and as a table.
  func trendsPage(_ exchange: Exchange) async throws -> Answer {
    let parameters = try read(exchange, trendParameters)
    let archive = try archive(of: parameters)
    let commit = try archive.current
    let frame = frame(exchange, parameters, archive)
    let queries = Self.queryNames.compactMap { parameters[$0]?.trimmed }.filter { !$0.isEmpty }
    let limits = configuration.limits
    for text in queries { try QueryLimit.check(text, "q", in: commit.index, limits) }
    var request = TrendRequest(queries.map { .text($0) })
    request.timeLimit = .milliseconds(limits.pageMilliseconds)
    request.unit = parameters["unit"].flatMap(DateUnit.init) ?? .month
    request.calendar = parameters["calendar"].flatMap(DateCalendarName.init) ?? .gregorian
    let asked = request
    let tag = tag(commit, .trends, parameters.canonical, frame.style.language.rawValue)
    let isEmpty = queries.isEmpty || commit.dateField == nil
    return try await gathered(exchange, commit, tag: tag, budget: limits.pageMilliseconds) {
      isEmpty ? nil : try commit.index.trends(asked)
    } shards: { broker, time in
      guard !isEmpty else { return Gathered(value: nil) }
      return Gathered(try await broker.gather(asked, generation: commit.generation, time: time))
    } write: { answer, found in
      answer.kind = .page
      answer.body = .bytes(
        TrendsPage(
          frame: frame, names: Self.queryNames, queries: queries, request: asked,
          found: found.unlessNil()
        ).bytes)
      if found.value?.stopReason != nil { answer.tag = nil }
    }
  }
}
