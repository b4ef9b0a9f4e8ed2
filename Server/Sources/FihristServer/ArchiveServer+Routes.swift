internal import Synchronization
internal import FihristAnswers
internal import HTTPTypes

extension ArchiveServer {
  /// Answers a request whose route takes its method.
  func answer(_ exchange: Exchange, to route: Route) async throws -> Answer {
    switch route {
    case .health: return Answer(.text, "alive\n")
    case .ready: return try readiness(exchange)
    case .metrics: return try metricsText(exchange)
    case .asset(let name): return try asset(name, exchange)
    case .robots: return robots()
    default: break
    }
    // Everything else reads an index, or tells of those that are served.
    try authorize(exchange, scope(of: route, exchange))
    try checkIsThere(exchange, route)
    switch route {
    case .home, .search: return try await searchPage(exchange, route)
    case .advanced: return try advancedPage(exchange)
    case .article(let key): return try await articlePage(exchange, key: key)
    case .concordance: return try await concordancePage(exchange)
    case .trends: return try await trendsPage(exchange)
    case .atom: return try await atomFeed(exchange)
    case .openSearch: return try openSearch(exchange)
    case .sitemap: return try await sitemap(exchange)
    default: return try await api(exchange, route)
    }
  }

  /// Refuses a request for an index whose broker has not answered yet, before the names of its
  /// fields are taken for misspelled parameters.
  private func checkIsThere(_ exchange: Exchange, _ route: Route) throws(Problem) {
    switch route {
    case .openAPI, .indexes, .batch, .openSearch: return
    default: break
    }
    var name = index(of: route)
    if name == nil {
      name = try Parameters.pairs(of: exchange.query).first { $0.name == "index" }?.value
    }
    let wanted = name ?? exchange.archives.first?.name
    _ = try exchange.archives.first { $0.name == wanted }?.current
  }

  private func scope(of route: Route, _ exchange: Exchange) -> KeyConfiguration.Scope {
    switch (route, exchange.method) {
    case (.documents, .post), (.documents, .delete), (.document, .delete): .write
    // It says how to write, too.
    case (.openAPI, _) where !exchange.mayRead && allows(exchange, .write): .write
    default: .search
    }
  }

  func index(of route: Route) -> String? {
    switch route {
    case .index(let name), .searchIndex(let name), .documents(let name), .document(let name, _),
      .copies(let name), .similar(let name), .suggest(let name), .kwic(let name),
      .trendsOf(let name), .export(let name), .analyze(let name), .facet(let name, _):
      name
    default: nil
    }
  }

  /// Whether any index is there. Which they are is told to whoever may read them.
  private func readiness(_ exchange: Exchange) throws -> Answer {
    guard !isDraining.load(ordering: .relaxed) else {
      throw Problem(.draining, "the server stops; ask another")
    }
    let count = archives.count { $0.newest != nil }
    if count == 0 { throw absence(mayRead: exchange.mayRead) }
    var members = [
      JSON.Member("ready", .bool(true)), JSON.Member("indexes", .integer(archives.count)),
      JSON.Member("open", .integer(count)),
    ]
    if exchange.mayRead {
      let generations = exchange.archives.map { archive in
        JSON.Member(
          archive.name, archive.newest.map { .integer(Int(clamping: $0.generation)) } ?? .null)
      }
      members.append(JSON.Member("generations", .object(generations)))
    }
    var answer = Answer(.object(members))
    answer.cacheControl = "no-store"
    return answer
  }

  /// Why no index is there.
  private func absence(mayRead: Bool) -> Problem {
    var problem = Problem(.fault, "try again, and tell whoever runs the server")
    do throws(Problem) { _ = try archives.first?.current } catch { problem = error }
    guard !mayRead, problem.code == .brokerUnavailable else { return problem }
    problem.detail = "0 of \(archives.count) indexes are open; try again later"
    return problem
  }

  private func metricsText(_ exchange: Exchange) throws -> Answer {
    try authorize(exchange, .admin)
    let counts = gate.counts
    var gauges = [
      (name: "fihrist_search_queue_depth", value: counts.waiting),
      (name: "fihrist_searches_running", value: counts.running),
      (name: "fihrist_connections", value: connections.count),
      (name: "fihrist_kept_answer_bytes", value: memory.counts.bytes),
    ]
    for archive in archives {
      let label = "{index=\"\(archive.name)\"}"
      if let commit = archive.newest {
        gauges.append(
          (name: "fihrist_index_generation\(label)", value: Int(clamping: commit.generation)))
      }
      if let link = archive.link {
        gauges.append(
          (name: "fihrist_broker_answers\(label)", value: link.failure == nil ? 1 : 0))
      }
    }
    var answer = Answer(.metrics, metrics.text(gauges: gauges, keptAnswers: memory.counts.found))
    answer.cacheControl = "no-store"
    return answer
  }
}
