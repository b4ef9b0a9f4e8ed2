/// Decides when which merges begin and end: a state machine without tasks, clocks or files.
///
/// Whoever runs merges tells it what happens and does what it answers.
struct MergeSchedule: Sendable {
  /// A merge that was begun and has not ended.
  struct Merge: Sendable, Hashable {
    /// Which one; ascending.
    var id: UInt64
    /// The segments that become one.
    var segments: [UInt64]
  }

  /// What happened.
  enum Event: Sendable {
    /// A commit: these are the segments now.
    case published([MergeCandidate])
    /// A merge has ended well; these are the segments now.
    case finished(id: UInt64, [MergeCandidate])
    /// A merge has ended without a result, because it was cancelled or because it failed.
    case stopped(id: UInt64, failed: Bool)
    /// Somebody wants at most so many segments instead of those that there are now. What is published
    /// later does not count: a busy writer would keep the wish from ever being met.
    case requested(segments: Int)
    /// Nobody wants that any more.
    case withdrawn
    /// No merge shall begin any more.
    case closing
  }

  /// What is to be done.
  enum Action: Sendable, Hashable {
    /// Begin this merge.
    case start(Merge)
    /// Tell this merge to stop.
    case cancel(id: UInt64)
    /// Tell whoever asked for fewer segments that there are no more to be had by merging.
    case satisfied
    /// Tell them that a merge failed.
    case failed
    /// Tell whoever closes that no merge runs any more.
    case idle
  }

  /// A wish for fewer segments.
  private struct Wish {
    /// How many may remain.
    var count: Int
    /// The segments that it is about: those of its beginning, and what became of them.
    var segments: Set<UInt64>
  }

  private let policy: MergePolicy
  private let isAutomatic: Bool
  private var segments: [MergeCandidate]
  /// In the order in which they were begun; no two have a segment in common.
  private var running: [Merge] = []
  /// Those of them that were told to stop.
  private var cancelling: Set<UInt64> = []
  private var wish: Wish?
  private var isClosing = false
  /// After a failure nothing begins by itself until something changes: a full disk is not hammered.
  private var isResting = false
  private var nextID: UInt64 = 1

  /// Makes a schedule.
  ///
  /// - Parameters:
  ///   - policy: Which segments are merged.
  ///   - isAutomatic: Whether merges begin by themselves, or only when they are asked for.
  ///   - segments: The segments that are there; nothing begins before the first event.
  init(policy: MergePolicy, isAutomatic: Bool, segments: [MergeCandidate] = []) {
    self.segments = segments
    self.policy = policy
    self.isAutomatic = isAutomatic
  }

  /// Whether no merge is under way.
  var isIdle: Bool { running.isEmpty }

  /// Whether who adds segments should wait for a merge under way. Without one there is nothing to wait
  /// for: nothing is left to merge, or merging has failed.
  var isCrowded: Bool { isAutomatic && !isClosing && !isIdle && policy.isCrowded(segments) }

  /// Takes note of `event` and tells what is to be done, in this order.
  mutating func handle(_ event: Event) -> [Action] {
    switch event {
    case .published(let segments):
      self.segments = segments
      isResting = false
    case .finished(let id, let segments):
      // What is new here is the result: every commit is told of by itself.
      let known = Set(self.segments.map(\.number))
      wish?.segments.formUnion(segments.map(\.number).filter { !known.contains($0) })
      self.segments = segments
      end(id)
    case .stopped(let id, let failed):
      end(id)
      guard failed else { break }
      isResting = true
      if wish != nil {
        wish = nil
        return [.failed] + next()
      }
    case .requested(let count):
      wish = Wish(count: count, segments: Set(segments.map(\.number)))
      isResting = false
      return cancelRunning()
    case .withdrawn:
      wish = nil
      return cancelRunning()
    case .closing:
      isClosing = true
      wish = nil
      return cancelRunning()
    }
    return next()
  }

  private mutating func end(_ id: UInt64) {
    running.removeAll { $0.id == id }
    cancelling.remove(id)
  }

  /// What was begun for other reasons makes way.
  private mutating func cancelRunning() -> [Action] {
    if running.isEmpty { return next() }
    let told = running.map(\.id).filter { !cancelling.contains($0) }
    cancelling.formUnion(told)
    return told.map { .cancel(id: $0) }
  }

  private mutating func next() -> [Action] {
    if isClosing { return running.isEmpty ? [.idle] : [] }
    if let wish {
      // Nothing else runs beside it: what was begun for another reason may have its segments.
      guard running.isEmpty else { return [] }
      let concerned = segments.filter { wish.segments.contains($0.number) }
      if let chosen = policy.choose(concerned, toSegments: wish.count) { return [start(chosen)] }
      self.wish = nil
      return [.satisfied] + next()
    }
    guard isAutomatic, !isResting, cancelling.isEmpty else { return [] }
    var actions: [Action] = []
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
