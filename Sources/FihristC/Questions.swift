internal import CFihrist
internal import Fihrist
internal import FihristAnswers

/// Answers the questions of `fihrist_ask`.
struct Questions {
  let index: Index

  /// The text of the request, a JSON object.
  let request: String

  /// The answer to a question, in JSON.
  ///
  /// - Throws: ``CallError`` for a question or request that is not one; what the library throws.
  func answer(_ question: Int32) throws -> String {
    switch fihrist_question(rawValue: UInt32(bitPattern: question)) {
    case FIHRIST_SEARCH: try search().text
    case FIHRIST_SIMILAR: try similar().text
    case FIHRIST_EXPLAIN: try explain().text
    case FIHRIST_SUGGEST: try suggest().text
    case FIHRIST_CORRECT: try correct().text
    case FIHRIST_KWIC: try concordance().text
    case FIHRIST_TRENDS: try trends().text
    case FIHRIST_COLLOCATES: try collocates().text
    case FIHRIST_DOCUMENT: try document().text
    case FIHRIST_INFO: try information().text
    case FIHRIST_STATISTICS: try Self.text(of: try statistics())
    case FIHRIST_PART: try part()
    case FIHRIST_HIT: try Self.text(of: try hit())
    case FIHRIST_KWIC_PART:
      try RequestJSON.text(of: try index.concordance(try read(ConcordanceRequest.self)))
    case FIHRIST_TRENDS_PART:
      try RequestJSON.text(of: try index.trends(try read(TrendRequest.self)))
    case FIHRIST_SIMILAR_SEARCH:
      try Self.text(of: try index.similarSearch(for: try read(SimilarRequest.self)))
    case FIHRIST_EXPLANATION: try Self.text(of: try explanation())
    case FIHRIST_DOCUMENTS: try RequestJSON.text(of: try documents())
    case FIHRIST_COPIES: try copies().text
    case FIHRIST_COPY_PART:
      try RequestJSON.text(of: try index.answer(to: try read(CopyQuestion.self)))
    default:
      throw CallError(
        "question", "\(question) is not the number of a question",
        advice: "use a number of fihrist_question")
    }
  }

  private func read<Request: Decodable>(_ type: Request.Type) throws -> Request {
    try RequestJSON.read(type, from: request, "request")
  }

  /// A value in its coded form; null for nil.
  private static func text(of value: (some Encodable)?) throws -> String {
    try value.map { try RequestJSON.text(of: $0) } ?? JSON.null.text
  }

  private func readAs(_ source: QuerySource) -> String {
    source.text.isEmpty ? "" : index.parsed(source.text).readAs
  }

  private func search() throws -> JSON {
    let request = try read(SearchRequest.self)
    try request.checkNames()
    let start = ContinuousClock.now
    let results = try index.search(request)
    return SearchAnswer(
      results, to: request, readAs: readAs(request.query), milliseconds: start.elapsedMilliseconds
    ).json
  }

  private func part() throws -> String {
    let request = try read(SearchRequest.self)
    try request.checkIsMerged()
    return try RequestJSON.text(of: try index.search(request.part))
  }

  private func statistics() throws -> CollectionStatistics? {
    let request = try read(Requests.Statistics.self)
    if request.key != nil || request.text != nil {
      return try index.statistics(for: try read(SimilarRequest.self))
    }
    guard request.query != nil else { return index.statistics }
    return try index.statistics(for: try read(SearchRequest.self))
  }

  private func similar() throws -> JSON {
    let request = try read(SimilarRequest.self)
    guard let found = try index.similar(to: request) else { return .null }
    var key: String?
    if case .key(let text) = request.source { key = text }
    return found.json(
      key: key, filter: request.filter?.text, showsSnippets: request.snippets != nil)
  }

  private func explain() throws -> JSON { try explanation()?.json ?? .null }

  private func explanation() throws -> HitExplanation? {
    let key = try read(Requests.Explain.self).key
    let search = try RequestJSON.read(
      SearchRequest.self, from: request, "request", besides: "key")
    return try index.explanation(of: key, for: search)
  }

  private func suggest() throws -> JSON {
    let request = try read(Requests.Suggest.self)
    return JSON(try index.suggestions(for: request.text, limit: request.limit))
  }

  private func correct() throws -> JSON {
    let request = try read(Requests.Correct.self)
    let found = try index.corrections(of: request.query, filter: request.filter)
    return ["corrections": .array(found.map(\.json))]
  }

  private func concordance() throws -> JSON {
    let request = try read(ConcordanceRequest.self)
    return try index.concordance(request).json(
      query: request.query.text, readAs: readAs(request.query), filter: request.filter?.text)
  }

  private func trends() throws -> JSON {
    let request = try read(TrendRequest.self)
    return try index.trends(request).json(
      queries: request.queries.map(\.text), filter: request.filter?.text)
  }

  private func collocates() throws -> JSON {
    let request = try read(Requests.Collocates.self)
    return try index.collocations(request.request).json(
      query: request.query, readAs: readAs(.text(request.query)), filter: request.filter)
  }

  /// A document, and what it is as a hit.
  private struct FoundDocument: Encodable {
    var document: IndexedDocument
    var hit: Hit?
  }

  private func hit() throws -> FoundDocument? {
    let request = try read(Requests.Hit.self)
    guard let document = try index.document(key: request.key, fields: request.fields) else {
      return nil
    }
    return FoundDocument(
      document: document,
      hit: try request.search.flatMap { try index.hit(key: request.key, for: $0) })
  }

  private func copies() throws -> JSON {
    let request = try read(Requests.Copies.self)
    let found = try index.copies(
      of: request.key, overlap: request.overlap ?? CopiesRequest.usualOverlap,
      fields: request.fields ?? [], timeLimit: request.duration)
    return found?.json ?? .null
  }

  private func documents() throws -> [IndexedDocument] {
    let request = try read(Requests.Documents.self)
    if let keys = request.keys {
      return try keys.compactMap { try index.document(key: $0, fields: request.fields) }
    }
    var walk = index.documents(fields: request.fields).starting(at: request.offset)
      .makeAsyncIterator()
    var documents: [IndexedDocument] = []
    while documents.count < request.limit, let document = try walk.next() {
      documents.append(document)
    }
    return documents
  }

  private func information() throws -> JSON {
    try RequestJSON.checkIsEmpty(request, "request")
    return index.information.json(columns: try index.columns(), path: index.path)
  }

  private func document() throws -> JSON {
    let request = try read(Requests.Document.self)
    return try index.document(key: request.key, fields: request.fields)?.json ?? .null
  }
}

extension SearchAnswer {
  /// The answer to a request.
  init(
    _ results: SearchResults, to request: SearchRequest, readAs: String, milliseconds: Double
  ) {
    self.init(
      results, query: request.query.text, readAs: readAs, filter: request.filter?.text,
      milliseconds: milliseconds)
    isGrouped = request.group != nil
    showsSnippets = request.snippets != nil
  }
}

extension SearchRequest {
  /// Refuses what several indexes answer in rounds.
  func checkIsMerged() throws {
    guard collapsesCopies else { return }
    throw CallError(
      "collapsesCopies", "copies in several indexes are folded in rounds",
      advice: "use fihrist_rounds_open, or leave it out")
  }
}

extension CopyCluster {
  /// The documents as one object.
  var json: JSON {
    let documents = documents.map { document -> JSON in
      [
        "key": .string(document.key), "overlap": .number(document.overlap),
        "fields": .object(document.fields.map { JSON.Member($0.name, .string($0.text)) }),
      ]
    }
    return ["documents": .array(documents)]
  }
}

extension ContinuousClock.Instant {
  /// The time since then.
  fileprivate var elapsedMilliseconds: Double { duration(to: .now) / .milliseconds(1) }
}
