internal import Fihrist
internal import FihristAnswers
internal import HTTPTypes

extension ArchiveServer {
  private var limits: ServerLimits { configuration.limits }

  /// Answers a call of the API.
  func api(_ exchange: Exchange, _ route: Route) async throws -> Answer {
    switch route {
    case .openAPI: return described(exchange)
    case .indexes: return try list(exchange)
    case .batch: return try await batch(exchange)
    case .index(let name): return try index(exchange, route, exchange.archive(name))
    case .searchIndex(let name): return try await search(exchange, route, exchange.archive(name))
    case .documents(let name):
      guard exchange.method == .post else {
        return try await document(nil, exchange, route, exchange.archive(name))
      }
      let archive = try exchange.archive(name)
      try checkIsHere(archive, "writing")
      return try await writing { try await self.write(exchange, archive) }
    case .document(let name, let key):
      return try await document(key, exchange, route, exchange.archive(name))
    case .copies(let name): return try await copies(exchange, route, exchange.archive(name))
    case .similar(let name): return try await similar(exchange, route, exchange.archive(name))
    case .suggest(let name): return try await suggest(exchange, route, exchange.archive(name))
    case .facet(let name, let field):
      return try await facet(field, exchange, route, exchange.archive(name))
    case .kwic(let name): return try await kwic(exchange, route, exchange.archive(name))
    case .trendsOf(let name): return try await trends(exchange, route, exchange.archive(name))
    case .export(let name): return try await export(exchange, exchange.archive(name))
    case .analyze(let name): return try await analyze(exchange, exchange.archive(name))
    default: throw Problem(.notFound, "nothing is at \(exchange.path)")
    }
  }

  /// An answer that is made on a search thread, unless the client has it already.
  ///
  /// - Parameter make: Makes the answer; a tag that it takes away says that next time the bytes may
  ///   be others.
  func tagged(
    _ exchange: Exchange, _ commit: ArchiveCommit, tag: String, budget: Int,
    _ make: @escaping @Sendable (inout Answer) throws -> Void
  ) async throws -> Answer {
    let start = Answer(commit, tag: tag)
    guard !exchange.has(tag) else { return start }
    if let kept = memory.answer(tag) { return kept }
    let done = try await onSearchThread(exchange, budget: budget) { [memory] in
      let begin = ContinuousClock.now
      var answer = start
      try make(&answer)
      answer.dropTagIfStopped(since: begin, budget: budget)
      memory.keep(answer)
      return answer
    }
    var answer = done.result
    done.note(in: &answer)
    return answer
  }

  /// The parameters of a GET request.
  func read(
    _ exchange: Exchange, _ known: [Parameter], fields: [String] = []
  ) throws(Problem) -> Parameters {
    try Parameters(query: exchange.query, known: known, fields: fields)
  }

  // MARK: Searching

  private func search(
    _ exchange: Exchange, _ route: Route, _ archive: ServedArchive
  ) async throws -> Answer {
    let limits = configuration.limits
    var body: [UInt8]?
    if exchange.method == .post {
      try exchange.checkHasNoQuery()
      try exchange.checkIsJSON(["application/json"], hosts: origins(exchange))
      body = try await exchange.bytes(upTo: limits.searchBytes)
    }
    let (known, fields) = (call.search, try archive.current.columnFields)
    let parameters =
      try body.map { bytes in
        try Parameters(
          JSONBody.parameters(bytes, depth: limits.depth, known: known, fields: fields),
          known: known, fields: fields)
      } ?? read(exchange, known, fields: fields)
    let start = try SearchStart(parameters, of: archive)
    let budget = limits.searchMilliseconds
    return try await searched(
      exchange, start.commit, tag: tag(start.commit, route, parameters.canonical), budget: budget
    ) {
      let search = try SearchCall(parameters, from: start, limits: limits, budget: budget)
      return PreparedSearch(call: search) { answer, outcome in
        answer.body = .json(search.json(outcome))
      }
    }
  }

  private func batch(_ exchange: Exchange) async throws -> Answer {
    try exchange.checkHasNoQuery()
    try exchange.checkIsJSON(["application/json"], hosts: origins(exchange))
    let bytes = try await exchange.bytes(upTo: limits.searchBytes)
    let index = Parameter("index", .text, "The name of the index; the first without it")
    let searches = try JSONBody.batch(
      bytes, depth: limits.depth, known: call.search + [index],
      fields: exchange.columnFields)
    guard searches.count <= limits.batch else {
      throw Problem(
        .badRequest, "a batch has at most \(limits.batch) searches; send several",
        parameter: "searches")
    }
    let budget = limits.searchMilliseconds / max(1, searches.count)
    let calls = try Self.each(searches) {
      try searchCall($0, exchange, index: index, budget: budget)
    }
    if calls.contains(where: { $0.commit.broker != nil }) {
      return try await remoteBatch(exchange, calls)
    }
    let done = try await onSearchThread(exchange, budget: limits.searchMilliseconds) {
      JSON.object([
        JSON.Member("results", .array(try Self.each(calls) { $0.json(try $0.run()) }))
      ])
    }
    var answer = Answer(done.result)
    done.note(in: &answer)
    return answer
  }

  /// What `body` makes of each search of a batch; what it refuses says which search it is.
  private static func each<Search, Result>(
    _ searches: [Search], _ body: (Search) throws -> Result
  ) throws -> [Result] {
    try searches.enumerated().map { number, search in
      do { return try body(search) } catch { throw Problem.ofSearch(number + 1, error) }
    }
  }

  /// A search of a batch.
  ///
  /// - Parameter index: The parameter that names the index.
  private func searchCall(
    _ pairs: [Parameters.Pair], _ exchange: Exchange, index: Parameter, budget: Int
  ) throws -> SearchCall {
    let archive = try exchange.archive(
      of: Parameters(checked: pairs.filter { $0.name == index.name }))
    let parameters = try Parameters(
      pairs, known: call.search + [index], fields: try archive.current.columnFields)
    return try SearchCall(parameters, of: archive, limits: limits, budget: budget)
  }

  private func facet(
    _ field: String, _ exchange: Exchange, _ route: Route, _ archive: ServedArchive
  ) async throws -> Answer {
    let commit = try archive.current
    guard commit.keywordFields.contains(field) else {
      throw Problem(
        .notFound,
        "\"\(field)\" is not a keyword field with a column; use "
          + commit.keywordFields.listed())
    }
    let parameters = try read(exchange, call.facet, fields: commit.columnFields)
    var search = SearchRequest("")
    search.query = try query(parameters, in: commit)
    let condition = try QueryCondition(
      parameters, in: commit, limits: limits, facets: [field])
    search.filter = condition.query.map { .query($0) }
    search.limit = 0
    search.timeLimit = .milliseconds(limits.searchMilliseconds)
    search.facets = [
      FacetRequest(
        field, limit: parameters.number("limit", or: 10), prefix: parameters["prefix"] ?? "",
        selected: parameters.values(ofField: field))
    ]
    let request = search
    let write = { @Sendable (answer: inout Answer, results: SearchResults) in
      let facet = results.facets.first?.json ?? .null
      answer.body = .bytes(
        Array(
          (JSON.object([
            JSON.Member("field", .string(field)), JSON.Member("facet", facet),
            JSON.Member("partial", JSON(results.stopReason?.rawValue)),
          ]).text + "\n").utf8))
      if results.isPartial { answer.tag = nil }
    }
    let tag = tag(commit, route, parameters.canonical)
    let budget = limits.searchMilliseconds
    guard let broker = commit.broker else {
      return try await tagged(exchange, commit, tag: tag, budget: budget) { answer in
        write(&answer, try commit.index.search(request))
      }
    }
    return try await remote(exchange, commit, tag: tag) { answer in
      let found = try await broker.gather(
        request, generation: commit.generation, time: .milliseconds(budget))
      write(&answer, found.value)
    }
  }

  /// The query of a call, checked; everything if it is empty.
  func query(_ parameters: Parameters, in commit: ArchiveCommit) throws -> QuerySource {
    guard let text = parameters["q"]?.trimmed, !text.isEmpty else { return .query(.all) }
    let parsed = try QueryLimit.read(text, "q", in: commit.index, limits)
    return parameters["mode"] == "strict"
      ? .query(try QueryLimit.strict(text, "q", in: commit.index)) : .parsed(parsed)
  }

  /// The origins of our own pages.
  func origins(_ exchange: Exchange) -> [String] {
    var origins = configuration.base.map { [$0.hasSuffix("/") ? String($0.dropLast()) : $0] } ?? []
    if let host = exchange.headers.first(named: "host") ?? exchange.authority {
      origins += ["http://\(host)", "https://\(host)"]
    }
    return origins
  }

  // MARK: What is there

  private func list(_ exchange: Exchange) throws -> Answer {
    _ = try read(exchange, [])
    return Answer([
      "indexes": .array(
        exchange.archives.map {
          [
            "name": .string($0.name), "title": .string($0.title),
            "documents": $0.newest.map { .integer($0.documentCount) } ?? .null,
            "generation": $0.newest.map { .integer(Int(clamping: $0.generation)) } ?? .null,
          ]
        })
    ]).tagged()
  }

  private func index(
    _ exchange: Exchange, _ route: Route, _ archive: ServedArchive
  ) throws -> Answer {
    _ = try read(exchange, [])
    let commit = try archive.current
    var answer = Answer([
      "name": .string(archive.name), "title": .string(archive.title),
      "generation": .integer(Int(clamping: commit.generation)),
      "documents": .integer(commit.documentCount),
      "schema": commit.index.schema.json(),
    ])
    answer.tag = tag(commit, route)
    answer.generation = commit.generation
    return answer
  }

  private func described(_ exchange: Exchange) -> Answer {
    let description = OpenAPIDocument(
      call: call, archives: exchange.archives.map(\.name), columnFields: exchange.columnFields,
      isClosed: configuration.isClosed)
    return Answer(description.json).tagged()
  }
}
