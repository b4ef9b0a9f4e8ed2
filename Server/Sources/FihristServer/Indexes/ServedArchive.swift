internal import Fihrist
internal import Synchronization

/// An index that is served under a name: its newest commit, and older ones while cursors may need
/// them.
final class ServedArchive: Sendable {
  let name: String
  let title: String
  let configuration: ServedIndexConfiguration
  /// What looks for the generations of an index on other machines; nil for one on this machine.
  let link: BrokerLink?
  /// Nil for an index on other machines.
  private let live: Index?
  private let patience: Duration
  private let state: Mutex<State>
  /// Lets one request write to the index at a time.
  private let writers: SearchGate
  private let writerPatience: Int

  private struct State {
    /// Nil as long as the broker of an index on other machines has not answered.
    var newest: ArchiveCommit?
    var old: [(commit: ArchiveCommit, end: ContinuousClock.Instant)] = []

    /// Closes commits whose time is over.
    mutating func forget() {
      let now = ContinuousClock.now
      old.removeAll { $0.end <= now }
    }
  }

  /// So many old commits are kept open at most: an index that commits every second would fill the
  /// memory with what merges have replaced.
  private static let oldCount = 16

  /// Opens the index; one on other machines is there when its broker has answered.
  ///
  /// - Parameters:
  ///   - limits: How long a commit can be searched after another has followed, and how many
  ///     requests wait how long to write.
  ///   - alarms: What ends their waiting.
  /// - Throws: ``ServerError``, or `IndexError`.
  init(
    _ configuration: ServedIndexConfiguration, limits: ServerLimits, alarms: Alarms
  ) throws {
    self.configuration = configuration
    patience = .seconds(limits.cursorSeconds)
    writerPatience = limits.writeMilliseconds
    writers = SearchGate(
      capacity: 1, queue: limits.queue, patience: .milliseconds(writerPatience), alarms: alarms)
    name = configuration.name
    title = configuration.title ?? configuration.name
    link = configuration.remote.map { BrokerLink(Broker($0)) }
    guard link == nil else {
      live = nil
      state = Mutex(State())
      return
    }
    let live: Index
    do {
      live = try Index(path: configuration.path)
    } catch let error as IndexError {
      throw Self.refusal(error)
    }
    self.live = live
    state = Mutex(State(newest: ArchiveCommit(live.pinned())))
  }

  /// Why an index is not served: the library's advice is for programs, and here a person reads it.
  private static func refusal(_ error: IndexError) -> any Error {
    switch error.kind {
    case .notFound where error.reason == "no index exists here":
      ServerError(
        location: error.location, reason: error.reason,
        advice: "check the path, or make an index with "
          + "'fihrist index --index \(error.location) FILES'")
    case .damaged:
      ServerError(
        location: error.location, reason: error.reason,
        advice: "see with 'fihrist check' what is damaged, and save the rest with "
          + "'fihrist repair'; or \(error.advice)")
    default: error
    }
  }

  /// Refuses facets that a page would not show. Those of an index on other machines, whose fields
  /// only its broker knows, are left out there.
  ///
  /// - Throws: ``ServerError``.
  func checkFacets(most: Int, of call: CallParameters) throws(ServerError) {
    guard let facets = configuration.facets, let known = newest?.keywordFields else { return }
    if let unknown = facets.first(where: { !known.contains($0) }) {
      throw ServerError(
        location: "facets of \(name)",
        reason: "\"\(unknown)\" is not a keyword field with a column",
        advice: known.isEmpty ? "leave them out" : "use \(known.listed())")
    }
    if let taken = facets.first(where: { call.pageFields([$0]).isEmpty }) {
      throw ServerError(
        location: "facets of \(name)", reason: "\"\(taken)\" is a parameter of the page itself",
        advice: "leave it out; a filter such as \(taken):value reaches the field")
    }
    guard facets.count <= most else {
      throw ServerError(
        location: "facets of \(name)", reason: "there are more than \(most)",
        advice: "name fewer, or raise the limit \"facets\"")
    }
  }

  /// The newest commit that was opened; nil as long as the broker of an index on other machines has
  /// not answered.
  var newest: ArchiveCommit? { state.withLock { $0.newest } }

  /// The newest commit that was opened.
  ///
  /// - Throws: ``Problem`` of code `broker-unavailable`, or `broker-fault`.
  var current: ArchiveCommit {
    get throws(Problem) {
      if let newest { return newest }
      throw link?.problem(name) ?? Problem(.fault, "try again")
    }
  }

  /// The commit of a name; nil if it is not open any more.
  func commit(named name: String) -> ArchiveCommit? {
    state.withLock { state in
      if let newest = state.newest, newest.name == name { return newest }
      return state.old.first { $0.commit.name == name }?.commit
    }
  }

  /// Opens the newest commit if it is another; requests under way finish on the old one.
  ///
  /// - Returns: Whether it was another.
  /// - Throws: `IndexError`; what was open stays so.
  @discardableResult
  func refresh() throws -> Bool {
    guard let live else { return false }
    let isNew = try live.refresh()
    if isNew {
      take(ArchiveCommit(live.pinned()))
    } else {
      state.withLock { $0.forget() }
    }
    return isNew
  }

  /// Makes another commit the newest.
  func take(_ commit: ArchiveCommit) {
    state.withLock { state in
      state.forget()
      if let newest = state.newest { state.old.append((newest, .now + patience)) }
      state.old.removeFirst(max(0, state.old.count - Self.oldCount))
      state.newest = commit
    }
  }

  /// Runs `body` with a writer, after those that came before in this process and in others.
  ///
  /// Most writers are done in a moment, which is shorter than a client's way back. One that is slow
  /// is not waited for to the end.
  ///
  /// - Throws: ``Problem`` of code `busy`, `IndexError`, or what `body` throws.
  func writing<Result>(_ body: (IndexWriter) async throws -> Result) async throws -> Result {
    let end = ContinuousClock.now + .milliseconds(writerPatience)
    do {
      try await writers.enter()
    } catch is SearchGate.Refusal {
      throw busy("other requests write to the index and were")
    }
    defer { writers.leave() }
    var isOpen = false
    while true {
      do {
        return try await IndexWriter.with(path: configuration.path) { writer in
          isOpen = true
          return try await body(writer)
        }
      } catch let error as IndexError where error.kind == .locked && !isOpen {
        // Nobody is told when another program frees the lock.
        let left = end - .now
        guard left > .zero else { throw busy("another program writes to the index and was") }
        try await Task.sleep(for: min(Self.pause, left))
      }
    }
  }

  private func busy(_ reason: String) -> Problem {
    var problem = Problem(
      .busy,
      "\(reason) not done after \(writerPatience) milliseconds; "
        + "try again in \(Self.secondsToRetry) seconds")
    problem.retryAfter = Self.secondsToRetry
    return problem
  }

  /// How long a lock is left alone before it is tried again.
  private static let pause = Duration.milliseconds(50)
  private static let secondsToRetry = 5
}
