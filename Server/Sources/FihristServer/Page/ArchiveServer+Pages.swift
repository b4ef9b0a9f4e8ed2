internal import Fihrist
internal import HTTPTypes

extension ArchiveServer {
  private var limits: ServerLimits { configuration.limits }

  /// Fields that readers narrow by, where an index has them.
  private static let usualFacets = ["source", "section", "author", "tags", "language"]

  /// The address under which readers see the server, without a slash at its end.
  var base: String {
    let base = configuration.base ?? ""
    return base.hasSuffix("/") ? String(base.dropLast()) : base
  }

  /// The frame of a page.
  func frame(
    _ exchange: Exchange, _ parameters: Parameters, _ archive: ServedArchive
  ) -> PageFrame {
    let chosen = parameters["lang"].flatMap(ServerConfiguration.Language.init)
    return PageFrame(
      style: PageStyle(chosen ?? language(of: exchange), configuration), archive: archive,
      commit: archive.newest, choosable: call.pageFields(archive.newest?.keywordFields ?? []),
      archives: exchange.archives, first: archives[0],
      query: parameters["q"], base: base, path: exchange.path, parameters: parameters,
      namesLanguage: chosen != nil)
  }

  /// The language of those there are that the browser asks for most.
  private func language(of exchange: Exchange) -> ServerConfiguration.Language {
    let accepted = AcceptedLanguages(exchange.headers[.acceptLanguage] ?? "")
    return accepted.best(usual: configuration.language) ?? configuration.language
  }

  /// The results of a search.
  func searchPage(_ exchange: Exchange, _ route: Route) async throws -> Answer {
    let (parameters, archive) = try readPage(exchange, call.page)
    let frame = frame(exchange, parameters, archive)
    let start = try SearchStart(parameters, of: archive)
    let tag = tag(start.commit, route, parameters.canonical, frame.variant)
    return try await searched(
      exchange, start.commit, tag: tag, budget: limits.pageMilliseconds
    ) { [self] in
      let asked = try pageSearch(parameters, from: start, of: archive)
      let mostOffset = limits.offset
      return PreparedSearch(call: asked) { answer, outcome in
        answer.kind = .page
        let page = SearchPage(
          frame: frame, call: asked, outcome: outcome, mostOffset: mostOffset)
        answer.body = .bytes(page.bytes)
      }
    }
  }

  /// The search of a page.
  private func pageSearch(
    _ parameters: Parameters, from start: SearchStart, of archive: ServedArchive
  ) throws -> SearchCall {
    let commit = start.commit
    let facets =
      archive.configuration.facets
      ?? Self.usualFacets.filter(commit.keywordFields.contains)
    var search = try SearchCall(
      parameters, from: start, limits: limits, budget: limits.pageMilliseconds,
      facets: Array(
        call.pageFields(facets).filter(commit.keywordFields.contains).prefix(limits.facets)))
    search.show(SearchPage.pageSize, passages: 260)
    search.showsCopies = true
    if commit.dateField != nil {
      for unit in [DateUnit.year, .month] { try search.addTimeline(unit) }
      if isShort(parameters) { try search.addTimeline(.day) }
      search.showsDays = true
    }
    return search
  }

  /// The parameters of a page that takes fields too, and its index.
  func readPage(
    _ exchange: Exchange, _ known: [Parameter]
  ) throws -> (Parameters, ServedArchive) {
    // Which fields can be chosen depends on the index, which only the parameters name.
    let parameters = try read(exchange, known, fields: exchange.columnFields)
    let archive = try exchange.archive(of: parameters)
    let checked = try Parameters(
      parameters.pairs, known: known, fields: archive.current.columnFields)
    return (checked, archive)
  }

  /// Whether a search is narrowed to so short a time that days tell something.
  private func isShort(_ parameters: Parameters) -> Bool {
    guard let from = parameters["from"].flatMap(ArticleDate.init),
      let to = parameters["to"].flatMap(ArticleDate.init)
    else { return false }
    return to.seconds.upperBound - from.seconds.lowerBound <= 62 * 86_400
  }

  /// The page of a problem.
  func problemPage(_ problem: Problem, _ exchange: Exchange) -> Answer {
    // What was typed stays in the form, so that it can be corrected.
    let parameters = Parameters(legible: exchange.query)
    // Who may see none sees the name of the first, as on its own pages.
    let archive =
      exchange.archives.first { $0.name == parameters["index"] } ?? exchange.archives.first
      ?? archives[0]
    let page = ProblemPage(
      frame: frame(exchange, parameters, archive), problem: problem,
      requestID: exchange.requestID, query: exchange.query)
    return Answer(.page, page.bytes)
  }
}
