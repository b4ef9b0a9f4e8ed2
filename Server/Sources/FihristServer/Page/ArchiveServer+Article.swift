internal import Fihrist
internal import HTTPTypes

extension ArchiveServer {
  /// The page of an article, or its citation.
  ///
  /// - Parameter path: The key that the path has; nil if a parameter has it.
  func articlePage(_ exchange: Exchange, key path: String?) async throws -> Answer {
    try checkHasKey(exchange, key: path)
    let parameters = try read(exchange, call.article(isKeyed: path == nil))
    let key = path ?? parameters["key"] ?? ""
    let archive = try exchange.archive(of: parameters)
    let commit = try archive.current
    let limits = configuration.limits
    let text = markable(parameters["q"]?.trimmed ?? "", in: commit)
    let frame = frame(exchange, parameters, archive)
    let tag = tag(
      commit, .article(key: key), parameters.canonical, frame.variant)
    // A citation needs the document alone.
    let citation = parameters["format"].flatMap(ExportFormat.init)
    if let broker = commit.broker {
      return try await remote(exchange, commit, tag: tag) { answer in
        if let citation {
          let found = try await broker.document(
            key: key, fields: nil, generation: commit.generation,
            time: .milliseconds(limits.pageMilliseconds))
          return Self.write(found.document, as: citation, of: archive, commit, to: &answer)
        }
        let page = try await self.remotePage(key, text: text, frame: frame, commit, broker)
        Self.write(page.value, to: &answer)
        if !page.missingShards.isEmpty { answer.tag = nil }
      }
    }
    return try await tagged(
      exchange, commit, tag: tag, budget: limits.pageMilliseconds
    ) { answer in
      guard let document = try commit.index.document(key: key) else {
        throw Problem(.notFound, "the archive has no article of the key \"\(key)\"")
      }
      if let citation {
        return Self.write(document, as: citation, of: archive, commit, to: &answer)
      }
      let page = try Self.page(
        document, text: text, frame: frame, commit, budget: limits.pageMilliseconds)
      Self.write(page, to: &answer)
    }
  }

  /// Refuses an address that names no article.
  private func checkHasKey(_ exchange: Exchange, key: String?) throws(Problem) {
    guard key == nil else { return }
    let pairs = try Parameters.pairs(of: exchange.query)
    guard !pairs.contains(where: { $0.name == "key" && !$0.value.isEmpty }) else { return }
    var problem = Problem(
      .badParameter, "the address names no article; give its key, as in /doc?key=KEY",
      parameter: "key")
    problem.guide = .noArticle
    throw problem
  }

  /// A query whose words can be marked: an article is shown without marks rather than not at all.
  private func markable(_ text: String, in commit: ArchiveCommit) -> String {
    (try? QueryLimit.check(text, "q", in: commit.index, configuration.limits)) == nil ? "" : text
  }

  /// A citation has everything but texts, which a page shows and does not give away.
  private static func write(
    _ document: IndexedDocument, as citation: ExportFormat, of archive: ServedArchive,
    _ commit: ArchiveCommit, to answer: inout Answer
  ) {
    var document = document
    let texts = commit.index.schema.fields.filter { $0.isText && $0.name != "title" }.map(\.name)
    document.fields.removeAll { texts.contains($0.name) }
    answer.kind = citation.kind
    let text = citation.text(document, fields: [], texts: [], isRaw: false)
    answer.body = .bytes(Array(text.utf8))
    // As much of the key as every system takes in the name of a file.
    let key = document.key.split { !$0.isASCII || !$0.isLetter && !$0.isNumber }
    let name = ([archive.name[...]] + key).joined(separator: "-")
    answer.save(as: String(name.prefix(100)), citation)
  }

  private static func write(_ page: ArticlePage, to answer: inout Answer) {
    answer.kind = .page
    answer.body = .bytes(page.bytes)
  }

  /// The request whose words a page marks.
  static func shownHit(_ text: String, _ commit: ArchiveCommit) -> SearchRequest {
    var request = SearchRequest(text)
    request.fields = []
    request.snippets = SnippetOptions(
      count: 0, wholes: (commit.hasTitle ? ["title"] : []) + commit.bodyFields)
    return request
  }

  /// The search for other articles of the day of one; nil without a day.
  static func sameDay(
    as document: IndexedDocument, _ commit: ArchiveCommit, time: Duration
  ) -> SearchRequest? {
    guard let field = commit.dateField,
      let date = document[field].flatMap(ArticleDate.init)?.gregorian, date.day != nil
    else { return nil }
    var day = SearchRequest(.all, limit: nearCount + 1)
    day.filter = .query(.column(field, .equals(date.text)))
    day.fields = commit.stored(["title", "date", "source"])
    day.timeLimit = time
    return day
  }

  /// So many articles are looked for beside another, of each kind: some are copies of it, which
  /// are shown apart.
  private static let nearCount = 4 * ArticlePage.shownNear

  /// The request for articles like one.
  static func similar(to key: String, _ commit: ArchiveCommit) -> SimilarRequest {
    var request = SimilarRequest(.key(key), limit: nearCount)
    request.fields = commit.stored(["title", "date", "source"])
    return request
  }

  private static func page(
    _ document: IndexedDocument, text: String, frame: PageFrame, _ commit: ArchiveCommit,
    budget: Int
  ) throws -> ArticlePage {
    var text = text
    let found: Hit?
    do {
      found = try commit.index.hit(key: document.key, for: shownHit(text, commit))
    } catch let error as IndexError where error.kind == .invalid {
      text = ""
      found = try commit.index.hit(key: document.key, for: shownHit(text, commit))
    }
    guard let hit = found else {
      throw Problem(.notFound, "the archive has no article of the key \"\(document.key)\"")
    }
    var page = ArticlePage(
      frame: frame, hit: hit, document: document, bodyFields: commit.bodyFields)
    let similar = similar(to: document.key, commit)
    page.similar = try commit.index.similar(to: similar)?.results.hits ?? []
    page.copies =
      try commit.index.copies(
        of: document.key, fields: similar.fields ?? [], timeLimit: .milliseconds(budget))?.documents
      ?? []
    if !text.isEmpty {
      page.reasons = try commit.index.explanation(of: document.key, for: SearchRequest(text))
    }
    if let day = sameDay(as: document, commit, time: .milliseconds(budget)) {
      page.sameDay = try commit.index.search(day).hits.filter { $0.key != document.key }
    }
    return page
  }
}
