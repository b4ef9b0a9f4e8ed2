/// Decides which merges start and end, and when: a state machine without tasks, clocks or files.
///
/// The code that runs merges tells it what happens and does what it answers.
struct MergeSchedule: Sendable {
  /// A merge that was started and has not ended.
  struct Merge: Sendable, Hashable {
    /// The number of the merge; ascending.
    var id: UInt64
    /// The segments that become one.
    var segments: [UInt64]
  }

  /// What happened.
  enum Event: Sendable {
    /// A commit: these are the segments now.
    case published([MergeCandidate])
    /// A merge has ended well and made a segment; these are the segments now.
    case finished(id: UInt64, makes: UInt64, [MergeCandidate])
    /// A merge has ended without a result, because it was cancelled or because it failed.
    case stopped(id: UInt64, failed: Bool)
    /// A request to merge the current segments into at most this many. Segments that are published
    /// later do not count: a busy writer would keep the request from ever being met.
    case requested(id: UInt64, segments: Int)
    /// The request is withdrawn.
    case withdrawn(id: UInt64)
    /// No more merges may start.
    case closing
  }

  /// What the caller has to do.
  enum Action: Sendable, Hashable {
    /// Start this merge.
    case start(Merge)
    /// Tell this merge to stop.
    case cancel(id: UInt64)
    /// Answer a request: there are as few segments as merging can make.
    case satisfied(request: UInt64)
    /// Answer a request: a merge failed.
    case failed(request: UInt64)
    /// Answer a request: the writer is being closed.
    case dropped(request: UInt64)
  }

  /// A request for fewer segments.
  private struct Request {
    var id: UInt64
    /// How many may remain.
    var count: Int
    /// The segments that it counts: those that existed when it was made, and what they were merged
    /// into.
    var segments: Set<UInt64>
  }

  private let policy: MergePolicy
  private let isAutomatic: Bool
  private var segments: [MergeCandidate]
  /// In the order in which they were started; no two have a segment in common.
  private var running: [Merge] = []
  /// Those of them that were told to stop.
  private var cancelling: Set<UInt64> = []
  /// In the order in which they came; the first is worked on.
  private var requests: [Request] = []
  private var isClosing = false
  /// After a failure, nothing starts by itself until something changes, so that a full disk is not
  /// hammered.
  private var isResting = false
  private var nextID: UInt64 = 1

  /// Makes a schedule.
  ///
  /// - Parameters:
  ///   - policy: Which segments are merged.
  ///   - isAutomatic: Whether merges start by themselves, or only on request.
  ///   - segments: The existing segments; no merge starts before the first event.
  init(policy: MergePolicy, isAutomatic: Bool, segments: [MergeCandidate] = []) {
    self.segments = segments
    self.policy = policy
    self.isAutomatic = isAutomatic
  }

  /// What merging is doing.
  var status: MergeStatus {
    MergeStatus(running: running.count, pending: pendingCount, isCrowded: isCrowded)
  }

  /// Whether adding should wait for a merge under way. Without one there is nothing to wait for:
  /// nothing is left to merge, or merging has failed.
  private var isCrowded: Bool {
    isAutomatic && !isClosing && !running.isEmpty && policy.isCrowded(segments)
  }

  private var pendingCount: Int {
    if isClosing { return 0 }
    var free = free
    var count = 0
    while let chosen = policy.choose(free) {
      count += 1
      free.removeAll { chosen.contains($0.number) }
    }
    // Each request needs at least one more merge, except the first, whose merge may be running.
    return max(count, requests.count - (running.isEmpty ? 0 : 1))
  }
}

extension MergeSchedule {
  /// Handles `event` and returns what the caller has to do, in this order.
  mutating func handle(_ event: Event) -> [Action] {
    switch event {
    case .published(let segments):
      self.segments = segments
      isResting = false
    case .finished(let id, let number, let segments):
      replaceSources(of: id, by: number)
      self.segments = segments
      end(id)
    case .stopped(let id, let failed):
      end(id)
      if failed { return fail() }
    case .requested(let id, let count):
      requests.append(
        Request(id: id, count: count, segments: Set(segments.map(\.number))))
      isResting = false
      if requests.count == 1 { return cancelRunning() }
    case .withdrawn(let id):
      let isFirst = requests.first?.id == id
      requests.removeAll { $0.id == id }
      if isFirst { return cancelRunning() }
    case .closing:
      isClosing = true
      let dropped = requests.map { Action.dropped(request: $0.id) }
      requests = []
      return dropped + cancelRunning()
    }
    return next()
  }

  private mutating func end(_ id: UInt64) {
    running.removeAll { $0.id == id }
    cancelling.remove(id)
  }

  /// Lets the result of a merge count for the requests that its sources counted for.
  private mutating func replaceSources(of id: UInt64, by number: UInt64) {
    guard let sources = running.first(where: { $0.id == id })?.segments else { return }
    for index in requests.indices where !requests[index].segments.isDisjoint(with: sources) {
      requests[index].segments.insert(number)
    }
  }

  private mutating func fail() -> [Action] {
    isResting = true
    guard !requests.isEmpty else { return next() }
    return [.failed(request: requests.removeFirst().id)] + next()
  }

  /// Cancels what was started for other reasons.
  private mutating func cancelRunning() -> [Action] {
    if running.isEmpty { return next() }
    let told = running.map(\.id).filter { !cancelling.contains($0) }
    cancelling.formUnion(told)
    return told.map { .cancel(id: $0) }
  }

  private mutating func next() -> [Action] {
    if isClosing { return [] }
    var actions: [Action] = []
    while let request = requests.first {
      // Nothing else may run meanwhile, because a merge that was started for another reason may
      // hold the segments.
      guard running.isEmpty else { return actions }
      let concerned = segments.filter { request.segments.contains($0.number) }
      if let chosen = policy.choose(concerned, toSegments: request.count) {
        return actions + [start(chosen)]
      }
      requests.removeFirst()
      actions.append(.satisfied(request: request.id))
    }
    guard isAutomatic, !isResting, cancelling.isEmpty else { return actions }
    while running.count < max(1, policy.concurrentMerges), let chosen = policy.choose(free) {
      actions.append(start(chosen))
    }
    return actions
  }

  /// The segments that no merge is working on.
  private var free: [MergeCandidate] {
    let taken = Set(running.flatMap(\.segments))
    return segments.filter { !taken.contains($0.number) }
  }

  private mutating func start(_ segments: [UInt64]) -> Action {
    let merge = Merge(id: nextID, segments: segments)
    nextID += 1
    running.append(merge)
    return .start(merge)
  }
}
