public import HummingbirdCore
internal import Fihrist
internal import FihristAnswers
internal import Foundation
internal import HTTPTypes
public import Hummingbird
internal import NIOCore
internal import Synchronization

/// Answers requests: pages for readers, a JSON API for programs.
///
///     var configuration = ServerConfiguration(indexes: [try .init(path: "news.index")])
///     let server = try ArchiveServer(configuration)
///     try await server.run()
public final class ArchiveServer: HTTPResponder {
  /// What the server knows of a connection.
  public typealias Context = ClientContext

  let configuration: ServerConfiguration
  let archives: [ServedArchive]
  let gate: SearchGate
  let threads: SearchThreads
  /// For requests that other machines answer: they hold no thread here.
  let remoteGate: SearchGate
  /// Ends searches whose time is up, and the waiting for a turn.
  let alarms = Alarms()
  /// Exports take long, and must not take the threads of searches.
  let exportThreads = SearchThreads(count: 1)
  let keys: AccessKeys
  let metrics = ServerMetrics()
  let memory: AnswerMemory
  let log: RequestLog
  let connections = ClientConnections()
  let occurrences = OccurrenceCounts()
  private let clientRates = RequestRates<[UInt8]>()
  let call: CallParameters
  /// Whether the signal to stop has come.
  let isDraining = Atomic(false)
  /// What tags of answers depend on besides the index and the call.
  private let tagSeed: String

  /// So many requests wait for other machines at once.
  private static let remoteCount = 64

  /// The version that answers say they come from.
  static let version = "0.1.0"

  /// Opens the indexes. Those on other machines are there when ``run(onStart:)`` has reached their
  /// brokers; ``connected(_:)`` asks them before.
  ///
  /// - Throws: ``ServerError``, or `IndexError` if an index cannot be opened.
  public convenience init(_ configuration: ServerConfiguration) throws {
    try self.init(configuration, log: .standardError)
  }

  init(_ configuration: ServerConfiguration, log: RequestLog) throws {
    try configuration.check()
    self.configuration = configuration
    self.log = log
    let limits = configuration.limits
    let alarms = alarms
    archives = try configuration.indexes.map {
      try ServedArchive($0, limits: limits, alarms: alarms)
    }
    let count = configuration.threads ?? max(1, ProcessInfo.processInfo.activeProcessorCount)
    threads = SearchThreads(count: count)
    gate = SearchGate(
      capacity: count, queue: limits.queue, patience: .milliseconds(limits.queueMilliseconds),
      alarms: alarms)
    remoteGate = SearchGate(
      capacity: Self.remoteCount, queue: limits.queue,
      patience: .milliseconds(limits.queueMilliseconds), alarms: alarms)
    memory = AnswerMemory(byteCount: limits.answerBytes)
    keys = AccessKeys(configuration)
    call = CallParameters(limits: limits)
    for archive in archives { try archive.checkFacets(most: limits.facets, of: call) }
    // Hashed once: written out, a configuration has more bytes than all the rest of a tag's text.
    tagSeed = SHA256(Array("\(Self.version) \(configuration)".utf8)).text
  }

  /// Answers one request; whatever fails becomes a problem.
  public func respond(to request: Request, context: ClientContext) async throws -> Response {
    let start = ContinuousClock.now
    var exchange = Exchange(request, context)
    exchange.archives = archives.filter {
      keys.shows($0.name, to: exchange.headers[.authorization], at: Self.now)
    }
    exchange.mayRead = allows(exchange, .search)
    let route = Route(path: exchange.path)
    var answer: Answer
    var fault: String?
    do {
      answer = try await self.answer(exchange, route)
    } catch {
      let problem = Problem(error)
      if problem.code == .fault || error is BrokerError { fault = "\(error)" }
      if let refusal = error as? SearchGate.Refusal { metrics.shed(refusal.rawValue) }
      answer = self.answer(problem, to: exchange, route)
    }
    if let tag = answer.tag, answer.status == .ok, exchange.has(tag) || exchange.hasAny {
      answer.status = .notModified
      answer.body = .bytes([])
    }
    let time = start.duration(to: .now)
    metrics.add(
      route: route?.name ?? "other", method: exchange.method.rawValue,
      status: answer.status.code, time: time)
    log.add(
      RequestLog.Entry(
        requestID: exchange.requestID, method: exchange.method.rawValue,
        route: route?.name ?? "other", status: answer.status.code, time: time,
        waited: answer.waited, generation: answer.generation, hits: answer.hits,
        query: configuration.logsQueries ? exchange.query : nil, fault: fault))
    return response(answer, to: exchange, route, time: time)
  }

  private func answer(_ exchange: Exchange, _ route: Route?) async throws -> Answer {
    guard
      exchange.path.utf8.count + (exchange.query ?? "").utf8.count
        <= configuration.limits.addressBytes
    else { throw Problem(.tooLarge, "the address is longer than the server reads; shorten it") }
    guard exchange.headerBytes <= configuration.limits.headerBytes else {
      throw Problem(
        .tooLarge,
        "the headers have more than \(configuration.limits.headerBytes) bytes; send fewer")
    }
    guard let route else {
      let meant = Route.corrected(exchange.path)
      var problem = Problem(
        .notFound,
        "nothing is at \(exchange.path); "
          + (meant.map { "try \($0)" } ?? "/v1/openapi.json has the addresses"))
      problem.guide = meant.map { .misspelled($0) }
      throw problem
    }
    guard route.methods.contains(exchange.method) else {
      var problem = Problem(
        .methodNotAllowed,
        "\(route.name) does not take \(exchange.method); use "
          + route.methods.map(\.rawValue).listed())
      problem.allowed = route.methods
      throw problem
    }
    try checkRate(of: exchange, route)
    return try await answer(exchange, to: route)
  }

  /// Refuses a client that asks too often. What watches the server, and the parts of pages that
  /// browsers keep, are not counted.
  private func checkRate(of exchange: Exchange, _ route: Route) throws(Problem) {
    switch route {
    case .health, .ready, .metrics, .asset, .robots: return
    default: break
    }
    guard let rate = configuration.clientRate, let peer = exchange.peer,
      let client = ClientAddress(
        peer: peer, forwarded: exchange.headers[values: .xForwardedFor],
        proxies: configuration.trustedProxies),
      !clientRates.take(from: client.network, rate: rate)
    else { return }
    var problem = Problem(
      .rateLimited, "a client may make \(rate) requests a second; wait a second")
    problem.retryAfter = 1
    throw problem
  }

  private func answer(_ problem: Problem, to exchange: Exchange, _ route: Route?) -> Answer {
    let isPage = route.map(\.isPage) ?? !exchange.path.lowercased().hasPrefix("/v1")
    guard isPage else {
      return Answer(problem, instance: exchange.path, requestID: exchange.requestID)
    }
    var answer = problemPage(problem, exchange)
    answer.set(problem)
    return answer
  }

  // MARK: Indexes

  /// Opens new commits of all indexes.
  ///
  /// - Returns: What could not be opened, as log lines say it.
  func refresh() -> [String] {
    archives.compactMap { archive in
      do {
        try archive.refresh()
        return nil
      } catch {
        return "the index \(archive.name) cannot be refreshed: \(error)"
      }
    }
  }

  /// Refuses a request that has not the right.
  func authorize(_ exchange: Exchange, _ scope: KeyConfiguration.Scope) throws(Problem) {
    try keys.check(exchange.headers[.authorization], for: scope, at: Self.now)
  }

  /// Whether a request has the right.
  func allows(_ exchange: Exchange, _ scope: KeyConfiguration.Scope) -> Bool {
    keys.allows(scope, to: exchange.headers[.authorization], at: Self.now)
  }

  /// The seconds since 1970.
  private static var now: Int64 { Int64(Date().timeIntervalSince1970) }

  /// What names the answer to a call on a commit: the same for the same bytes.
  func tag(_ commit: ArchiveCommit, _ route: Route, _ details: String...) -> String {
    let parts = [tagSeed, commit.fingerprint, route.name] + route.details + details
    // The numbers of bytes keep parts with line ends apart.
    let counts = parts.map { String($0.utf8.count) }.joined(separator: " ")
    let text = "\(counts)\n\(parts.joined(separator: "\n"))"
    return "\"\(SHA256(Array(text.utf8)).text.prefix(32))\""
  }
}
