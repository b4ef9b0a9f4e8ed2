internal import Fihrist
internal import Synchronization

/// An index that is served under a name: its newest commit, and older ones while cursors may need
/// them.
final class ServedArchive: Sendable {
  let name: String
  let title: String
  let configuration: ServedIndexConfiguration
  /// Nil for an index on other machines.
  private let live: Index?
  private let patience: Duration
  private let state: Mutex<State>
  /// Whether a request writes to the index at the moment.
  private let isWriting = Mutex(false)

  private struct State {
    var current: ArchiveCommit
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

  /// Opens the index.
  ///
  /// - Parameters:
  ///   - patience: How long a commit can be searched after another has followed.
  ///   - remote: The commit of an index on other machines.
  /// - Throws: `IndexError`.
  init(
    _ configuration: ServedIndexConfiguration, patience: Duration, remote: ArchiveCommit? = nil
  ) throws {
    self.configuration = configuration
    self.patience = patience
    name = configuration.name
    title = configuration.title ?? configuration.name
    if let remote {
      live = nil
      state = Mutex(State(current: remote))
      return
    }
    let live = try Index(path: configuration.path)
    self.live = live
    state = Mutex(State(current: ArchiveCommit(live.pinned())))
  }

  /// The newest commit that was opened.
  var current: ArchiveCommit { state.withLock { $0.current } }

  /// The commit of a generation; nil if it is not open any more.
  func commit(_ generation: UInt64) -> ArchiveCommit? {
    state.withLock { state in
      if state.current.generation == generation { return state.current }
      return state.old.first { $0.commit.generation == generation }?.commit
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
      state.old.append((state.current, .now + patience))
      state.old.removeFirst(max(0, state.old.count - Self.oldCount))
      state.current = commit
    }
  }

  /// Runs `body` as the only writer of this process.
  ///
  /// - Throws: ``Problem`` of code `busy`, or what `body` throws.
  func writing<Result>(_ body: () async throws -> Result) async throws -> Result {
    let isFree = isWriting.withLock { isWriting in
      defer { isWriting = true }
      return !isWriting
    }
    guard isFree else {
      var problem = Problem(.busy, "another request writes to the index; try again later")
      problem.retryAfter = 2
      throw problem
    }
    defer { isWriting.withLock { $0 = false } }
    return try await body()
  }
}
