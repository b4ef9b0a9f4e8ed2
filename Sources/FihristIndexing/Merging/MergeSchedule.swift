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
    /// Somebody wants at most so many segments.
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

  private let policy: MergePolicy
  private let isAutomatic: Bool
  private var segments: [MergeCandidate]
  private var running: Merge?
  private var isCancelling = false
  private var wanted: Int?
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

  /// The merge under way, if any.
  var current: Merge? { running }

  /// Whether who adds segments should wait for the merge under way. Without one there is nothing to wait
  /// for: nothing is left to merge, or merging has failed.
  var isCrowded: Bool { isAutomatic && !isClosing && running != nil && policy.isCrowded(segments) }

  /// Takes note of `event` and tells what is to be done, in this order.
  mutating func handle(_ event: Event) -> [Action] {
    switch event {
    case .published(let segments):
      self.segments = segments
      isResting = false
    case .finished(let id, let segments):
      self.segments = segments
      end(id)
    case .stopped(let id, let failed):
      end(id)
      guard failed else { break }
      isResting = true
      if wanted != nil {
        wanted = nil
        return [.failed] + next()
      }
    case .requested(let count):
      wanted = count
      isResting = false
      return cancelRunning()
    case .withdrawn:
      wanted = nil
      return cancelRunning()
    case .closing:
      isClosing = true
      wanted = nil
      return cancelRunning()
    }
    return next()
  }

  private mutating func end(_ id: UInt64) {
    guard running?.id == id else { return }
    running = nil
    isCancelling = false
  }

  /// What was begun for other reasons makes way.
  private mutating func cancelRunning() -> [Action] {
    guard let merge = running else { return next() }
    guard !isCancelling else { return [] }
    isCancelling = true
    return [.cancel(id: merge.id)]
  }

  private mutating func next() -> [Action] {
    guard running == nil else { return [] }
    if isClosing { return [.idle] }
    if let wanted {
      if let chosen = policy.choose(segments, toSegments: wanted) { return start(chosen) }
      self.wanted = nil
      return [.satisfied] + next()
    }
    guard isAutomatic, !isResting, let chosen = policy.choose(segments) else { return [] }
    return start(chosen)
  }

  private mutating func start(_ segments: [UInt64]) -> [Action] {
    let merge = Merge(id: nextID, segments: segments)
    nextID += 1
    running = merge
    return [.start(merge)]
  }
}
