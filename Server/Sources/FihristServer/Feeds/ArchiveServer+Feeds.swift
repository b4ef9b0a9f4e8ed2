internal import Fihrist
internal import HTTPTypes

extension ArchiveServer {
  /// A file of the pages.
  func asset(_ name: String, _ exchange: Exchange) throws -> Answer {
    guard let asset = PageAsset.all.first(where: { $0.name == name }) else {
      throw Problem(.notFound, "no file has this name; pages name those that are there")
    }
    var answer = Answer(asset.kind, asset.bytes)
    answer.cacheControl = "public, max-age=31536000, immutable"
    return answer
  }

  /// What crawlers may walk: articles, but not searches, whose number has no end.
  func robots() -> Answer {
    var text = "User-agent: *\n"
    for path in ["/search", "/advanced", "/concordance", "/trends", "/v1/"] {
      text += "Disallow: \(path)\n"
    }
    if !base.isEmpty { text += "Sitemap: \(base)/sitemap.xml\n" }
    return Answer(.text, text).tagged()
  }

  /// What a browser needs to search here from its own box.
  func openSearch(_ exchange: Exchange) throws -> Answer {
    let parameters = try read(exchange, call.language)
    let archive = try exchange.archive(of: parameters)
    let origin = base.isEmpty ? "http://\(exchange.authority ?? "localhost")" : base
    let index = archives.count > 1 ? "&index=\(archive.name)" : ""
    var xml = HTML()
    xml.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
    xml.element(
      "OpenSearchDescription", .value("xmlns", "http://a9.com/-/spec/opensearch/1.1/")
    ) { xml in
      xml.element("ShortName", text: String(archive.title.prefix(16)))
      xml.element("Description", text: archive.title)
      xml.element("InputEncoding", text: "UTF-8")
      xml.void(
        "Url", .value("type", "text/html"), .value("method", "get"),
        .value("template", "\(origin)/search?q={searchTerms}\(index)"))
      xml.raw("</Url>")
      xml.void(
        "Url", .value("type", "application/x-suggestions+json"), .value("method", "get"),
        .value(
          "template",
          "\(origin)/v1/indexes/\(archive.name)/suggest?format=opensearch&q={searchTerms}"))
      xml.raw("</Url>")
    }
    return Answer(.openSearch, xml.bytes).tagged()
  }

  /// The newest hits of a search as a feed, which tells of new ones.
  func atomFeed(_ exchange: Exchange) async throws -> Answer {
    let limits = configuration.limits
    let others = ["sort", "offset", "cursor", "facet_limit"]
    let known = call.page.filter { !others.contains($0.name) }
    let parameters = try read(exchange, known, fields: exchange.columnFields)
    let archive = try exchange.archive(of: parameters)
    let frame = frame(exchange, parameters, archive)
    let start = try SearchStart(parameters, of: archive)
    let tag = tag(start.commit, .atom, parameters.canonical, frame.variant)
    return try await searched(
      exchange, start.commit, tag: tag, budget: limits.searchMilliseconds
    ) {
      var search = try SearchCall(
        parameters, from: start, limits: limits, budget: limits.searchMilliseconds)
      search.show(50)
      search.sortByDate()
      let asked = search
      return PreparedSearch(call: asked) { answer, outcome in
        answer.kind = .atom
        answer.body = .bytes(
          AtomFeed(frame: frame, text: asked.text, hits: outcome.results.hits).bytes)
      }
    }
  }

  /// The addresses of all articles: the parts of all indexes, or of the one that is named, or the
  /// articles of a part.
  func sitemap(_ exchange: Exchange) async throws -> Answer {
    let page = Parameter(
      "page", .number(1...1_000_000), "A part of the map; the list of parts without it")
    let parameters = try read(exchange, call.language + [page])
    let archive = try exchange.archive(of: parameters)
    let commit = try archive.current
    let origin = base.isEmpty ? "http://\(exchange.authority ?? "localhost")" : base
    func map(_ archive: ServedArchive) -> Sitemap {
      Sitemap(
        name: archive.name, count: archive.newest?.documentCount ?? 0, origin: origin,
        namesIndex: archive !== archives[0])
    }
    var answer = Answer(.xml, "")
    answer.generation = commit.generation
    if let number = parameters["page"].flatMap({ Int($0) }) {
      let tag = tag(commit, .sitemap, parameters.canonical, archive.name, origin)
      answer.tag = tag
      guard !exchange.has(tag) else { return answer }
      let documents = documentPages(
        commit, fields: commit.stored([commit.dateField].compactMap(\.self)),
        from: (number - 1) * Sitemap.partSize)
      let walk = SitemapPart(map(archive), dateField: commit.dateField, documents)
      answer.body = try await .begun { try await walk.next() }
    } else {
      let listed =
        parameters["index"] == nil ? exchange.archives.filter { $0.newest != nil } : [archive]
      answer.body = .bytes(Sitemap.list(of: listed.map(map)))
      answer = answer.tagged()
    }
    return answer
  }
}
