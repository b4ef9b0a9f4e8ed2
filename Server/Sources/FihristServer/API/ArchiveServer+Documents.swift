internal import Fihrist
internal import FihristAnswers
internal import HTTPTypes

extension ArchiveServer {
  /// Shows or deletes one document.
  ///
  /// - Parameter key: Its key; nil if a parameter has it.
  func document(
    _ key: String?, _ exchange: Exchange, _ route: Route, _ archive: ServedArchive
  ) async throws -> Answer {
    let isKeyed = key == nil
    guard exchange.method == .delete else {
      let parameters = try read(exchange, call.document(isKeyed: isKeyed))
      return try await show(
        key ?? parameters["key"] ?? "", parameters, exchange, route, archive)
    }
    try checkIsHere(archive, "deleting")
    let parameters = try read(exchange, call.deletion(isKeyed: isKeyed))
    let key = key ?? parameters["key"] ?? ""
    return try await writing { try await self.delete(key, exchange, archive) }
  }

  private func show(
    _ key: String, _ parameters: Parameters, _ exchange: Exchange, _ route: Route,
    _ archive: ServedArchive
  ) async throws -> Answer {
    let commit = try archive.current
    let names = parameters.names("fields")
    let known = commit.index.schema.fields.map(\.name)
    if let unknown = names?.first(where: { !known.contains($0) }) {
      throw Problem(
        .badParameter,
        "the index has no field \"\(unknown)\"; use \(known.listed())",
        parameter: "fields")
    }
    if let broker = commit.broker {
      let time = Duration.milliseconds(configuration.limits.searchMilliseconds)
      return try await remote(
        exchange, commit, tag: tag(commit, route, parameters.canonical)
      ) { answer in
        let found = try await broker.document(
          key: key, fields: names, generation: commit.generation, time: time)
        answer.body = .bytes(Array((found.document.json.text + "\n").utf8))
      }
    }
    return try await tagged(
      exchange, commit, tag: tag(commit, route, parameters.canonical),
      budget: configuration.limits.searchMilliseconds
    ) { answer in
      guard let document = try commit.index.document(key: key, fields: names) else {
        throw Problem(.notFound, "the index has no document of that key")
      }
      answer.body = .bytes(Array((document.json.text + "\n").utf8))
    }
  }

  /// The copies of a document.
  func copies(
    _ exchange: Exchange, _ route: Route, _ archive: ServedArchive
  ) async throws -> Answer {
    let parameters = try read(exchange, call.copies)
    let commit = try archive.current
    let fields = parameters.names("fields") ?? commit.stored(["title", "date", "source"])
    let known = commit.index.schema.fields.filter(\.isStored).map(\.name)
    if let unknown = fields.first(where: { !known.contains($0) }) {
      throw Problem(
        .badParameter,
        "the index stores no field \"\(unknown)\"; use \(known.listed())",
        parameter: "fields")
    }
    let (key, budget) = (parameters["key"] ?? "", configuration.limits.searchMilliseconds)
    return try await gathered(
      exchange, commit, tag: tag(commit, route, parameters.canonical), budget: budget
    ) {
      let start = ContinuousClock.now
      guard
        let found = try commit.index.copies(
          of: key, fields: fields, timeLimit: .milliseconds(budget))
      else { throw Problem(.notFound, "the index has no document of that key") }
      // Stopped in the middle, the list may be short.
      return FoundCopies(
        documents: found.documents,
        isPartial: start.duration(to: .now) >= .milliseconds(budget))
    } shards: { broker, time in
      try await broker.copies(of: key, fields: fields, generation: commit.generation, time: time)
    } write: { answer, found in
      let documents = found.value.documents.map { document -> JSON in
        [
          "key": .string(document.key),
          "overlap": .number((document.overlap * 1000).rounded() / 1000),
          "fields": JSON(fields: document.fields),
        ]
      }
      answer.body = found.answer(["documents": .array(documents)])
      answer.hits = documents.count
      if found.value.isPartial { answer.tag = nil }
    }
  }

  /// Documents like another.
  func similar(
    _ exchange: Exchange, _ route: Route, _ archive: ServedArchive
  ) async throws -> Answer {
    let parameters = try read(exchange, call.similar)
    let commit = try archive.current
    let key = parameters["key"] ?? ""
    let condition = try QueryCondition(parameters, in: commit, limits: configuration.limits)
    var request = SimilarRequest(.key(key), limit: parameters.number("limit", or: 10))
    request.filter = condition.query.map { .query($0) }
    let wanted = parameters.names("fields") ?? []
    request.fields =
      commit.stored(["title", "date", "source"].filter { !wanted.contains($0) }) + wanted
    request.snippets = SnippetOptions()
    let asked = request
    return try await gathered(
      exchange, commit, tag: tag(commit, route, parameters.canonical),
      budget: configuration.limits.searchMilliseconds
    ) {
      guard let found = try commit.index.similar(to: asked) else {
        throw Problem(.notFound, "the index has no document of that key")
      }
      return found
    } shards: { broker, time in
      try await broker.similar(to: asked, generation: commit.generation, time: time)
    } write: { answer, found in
      let hits = found.value.results.hits.map { HitAnswer(hit: $0, fields: wanted).json }
      let words = found.value.words.map { word -> JSON in
        ["word": .string(word.text), "documents": .integer(word.documents)]
      }
      answer.body = found.answer([
        "words": .array(words), "hits": .array(hits),
        "partial": JSON(found.value.results.stopReason?.rawValue),
      ])
      answer.hits = hits.count
      if found.value.results.isPartial { answer.tag = nil }
    }
  }

  /// What a person who types may want.
  func suggest(
    _ exchange: Exchange, _ route: Route, _ archive: ServedArchive
  ) async throws -> Answer {
    let parameters = try read(exchange, call.suggest)
    let commit = try archive.current
    let text = parameters["q"] ?? ""
    let isOpenSearch = parameters["format"] == "opensearch"
    guard text.unicodeScalars.count <= 200 else {
      throw Problem(
        .queryLimit, "q has more than 200 characters; nobody types so much", parameter: "q")
    }
    let write = { @Sendable (answer: inout Answer, found: [Suggestion]) in
      let json: JSON =
        isOpenSearch
        ? .array([.string(text), .array(found.map { .string($0.text) })]) : JSON(found)
      answer.kind = isOpenSearch ? .suggestions : .json
      answer.body = .bytes(Array((json.text + "\n").utf8))
      answer.hits = found.count
    }
    let tag = tag(commit, route, parameters.canonical)
    let (limit, budget) =
      (parameters.number("limit", or: 5), configuration.limits.pageMilliseconds)
    guard let broker = commit.broker else {
      return try await tagged(exchange, commit, tag: tag, budget: budget) { answer in
        write(&answer, try commit.index.suggestions(for: text, limit: limit))
      }
    }
    return try await remote(exchange, commit, tag: tag) { answer in
      write(
        &answer,
        try await broker.suggestions(
          for: text, limit: limit, generation: commit.generation, time: .milliseconds(budget)))
    }
  }

  /// Every occurrence in its context.
  func kwic(
    _ exchange: Exchange, _ route: Route, _ archive: ServedArchive
  ) async throws -> Answer {
    let commit = try archive.current
    let parameters = try read(exchange, call.kwic, fields: commit.columnFields)
    let (request, notes) = try concordanceRequest(parameters, in: commit)
    return try await gathered(
      exchange, commit, tag: tag(commit, route, parameters.canonical),
      budget: configuration.limits.searchMilliseconds
    ) {
      try commit.index.concordance(request)
    } shards: { broker, time in
      try await broker.gather(request, generation: commit.generation, time: time)
    } write: { answer, gathered in
      var found = gathered
      found.value.lines.removeFirst(
        min(parameters.number("offset", or: 0), found.value.lines.count))
      found.value.notes += notes
      let text = parameters["q"] ?? ""
      let json = found.value.json(
        query: text, readAs: commit.index.parsed(text).readAs, filter: parameters["filter"])
      answer.body = found.answer(json)
      answer.hits = found.value.lines.count
      if found.value.stopReason != nil { answer.tag = nil }
    }
  }

  /// The request of a concordance, with the lines before its offset, and notes on what narrows it.
  private func concordanceRequest(
    _ parameters: Parameters, in commit: ArchiveCommit
  ) throws -> (ConcordanceRequest, [QueryNote]) {
    let condition = try QueryCondition(parameters, in: commit, limits: configuration.limits)
    // Spaces alone are not a query for everything here: everything has not one occurrence.
    let text = (parameters["q"] ?? "").trimmed
    let query = try QueryLimit.read(text, "q", in: commit.index, configuration.limits)
    var request = ConcordanceRequest(
      .parsed(query), filter: condition.query.map { .query($0) },
      limit: parameters.number("offset", or: 0) + parameters.number("limit", or: 100))
    request.width = .words(parameters.number("width", or: 8))
    request.order = parameters["sort"].flatMap(ConcordanceRequest.Order.init) ?? .document
    request.documentFields = parameters.names("fields") ?? []
    request.timeLimit = .milliseconds(configuration.limits.searchMilliseconds)
    return (request, condition.notes)
  }

  /// How often queries occur over time.
  func trends(
    _ exchange: Exchange, _ route: Route, _ archive: ServedArchive
  ) async throws -> Answer {
    let commit = try archive.current
    let parameters = try read(exchange, call.trends, fields: commit.columnFields)
    let (request, notes) = try trendRequest(parameters, in: commit)
    return try await gathered(
      exchange, commit, tag: tag(commit, route, parameters.canonical),
      budget: configuration.limits.searchMilliseconds
    ) {
      try commit.index.trends(request)
    } shards: { broker, time in
      try await broker.gather(request, generation: commit.generation, time: time)
    } write: { answer, gathered in
      var found = gathered
      found.value.notes += notes
      answer.body = found.answer(
        found.value.json(queries: parameters.values("q"), filter: parameters["filter"]))
      if found.value.stopReason != nil { answer.tag = nil }
    }
  }

  /// The request of trends, where each value of `q` is a series, and notes on what narrows it.
  private func trendRequest(
    _ parameters: Parameters, in commit: ArchiveCommit
  ) throws -> (TrendRequest, [QueryNote]) {
    let texts = parameters.values("q")
    let limits = configuration.limits
    for text in texts { try QueryLimit.check(text, "q", in: commit.index, limits) }
    var request = TrendRequest(texts.map { .text($0) })
    let condition = try QueryCondition(parameters, in: commit, limits: limits)
    request.filter = condition.query.map { .query($0) }
    request.timeLimit = .milliseconds(limits.searchMilliseconds)
    request.unit = parameters["unit"].flatMap(DateUnit.init) ?? .month
    request.calendar = parameters["calendar"].flatMap(DateCalendarName.init) ?? .gregorian
    return (request, condition.notes)
  }

  /// What becomes of a text on its way into the index.
  func analyze(_ exchange: Exchange, _ archive: ServedArchive) async throws -> Answer {
    try exchange.checkHasNoQuery()
    try exchange.checkIsJSON(["application/json"], hosts: origins(exchange))
    let bytes = try await exchange.bytes(upTo: configuration.limits.searchBytes)
    let parameters = try Parameters(
      JSONBody.parameters(bytes, depth: configuration.limits.depth, known: call.analyze),
      known: call.analyze, fields: [])
    let analyzer = try archive.current.index.analyzer
    let text = parameters["text"] ?? ""
    let done = try await onSearchThread(
      exchange, budget: configuration.limits.searchMilliseconds
    ) {
      parameters.flag("explain") ? analyzer.explanationJSON(of: text) : analyzer.json(of: text)
    }
    return Answer(done.result)
  }
}
