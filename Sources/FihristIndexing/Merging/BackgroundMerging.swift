import Dispatch
import FihristFormat
import FihristStorage

/// Runs the merges of a writer in the background, as the schedule says, and lets tasks wait for the
/// results.
///
/// It refers to the writer's core and not to the writer, so that a running merge does not keep a
/// writer alive.
actor BackgroundMerging {
  private let core: WriterCore
  private let commits: SerialThread
  private var schedule: MergeSchedule
  private var running: [UInt64: MergeCancellation] = [:]
  private var answers: [UInt64: Result<Void, any Error>] = [:]
  private var requestCount: UInt64 = 0
  private var waiters = EventWaiters()
  /// Why the last merge failed.
  private var failure: (any Error)?
  /// The last commit that the schedule knows.
  private var generation: UInt64

  /// Makes the actor; no merge starts before the first event.
  ///
  /// - Parameter commits: The thread on which commits are made.
  init(_ core: WriterCore, commits: SerialThread) {
    self.core = core
    self.commits = commits
    generation = core.generation
    schedule = MergeSchedule(
      policy: core.options.mergePolicy, isAutomatic: core.options.mergesInBackground,
      segments: core.committed.candidates)
  }
}

// MARK: Events

extension BackgroundMerging {
  /// Looks for merges after a commit.
  func noteCommit() {
    let index = core.committed
    guard index.manifest.generation != generation else { return wake() }
    generation = index.manifest.generation
    perform(schedule.handle(.published(index.candidates)))
  }

  /// Makes waiting tasks check their conditions again, for example because memory was freed.
  func wake() { waiters.wakeAll() }

  /// Merges until at most `count` of the current segments are left.
  ///
  /// - Throws: `IndexError`, or `CancellationError` if the task was cancelled or the writer closed.
  func merge(toSegments count: Int) async throws {
    requestCount += 1
    let id = requestCount
    perform(schedule.handle(.requested(id: id, segments: max(1, count))))
    await wait { answers[id] != nil }
    if let answer = answers.removeValue(forKey: id) { return try answer.get() }
    perform(schedule.handle(.withdrawn(id: id)))
    throw CancellationError()
  }

  /// Stops all merges for good, and waits until none is running.
  func stop() async {
    perform(schedule.handle(.closing))
    await wait(isCancellable: false) { running.isEmpty }
  }
}

// MARK: Waiting

extension BackgroundMerging {
  /// What merging is doing.
  var status: MergeStatus { schedule.status }

  /// How many tasks wait.
  var waitingCount: Int { waiters.waitingCount }

  /// Waits until another document can be taken: merges have caught up, and memory is free.
  ///
  /// Without a running merge there is nothing to wait for: after a failure, committing matters more
  /// than the number of segments.
  func waitForCapacity() async {
    await wait { !schedule.status.isCrowded && core.hasCapacity }
  }

  /// Waits until `condition` is true of what merging is doing.
  func wait(for condition: @Sendable (MergeStatus) -> Bool) async {
    await wait { condition(schedule.status) }
  }

  /// Waits until `isMet`, which is evaluated after each event, or until the task is cancelled.
  private func wait(isCancellable: Bool = true, until isMet: () -> Bool) async {
    while !isMet(), !(isCancellable && Task.isCancelled) {
      let id = waiters.makeID()
      await withTaskCancellationHandler {
        await withCheckedContinuation { waiters.add(id, $0) }
      } onCancel: {
        // Runs on this actor, and therefore after the task has started to wait.
        if isCancellable { Task { await self.wake(id) } }
      }
    }
  }

  private func wake(_ id: UInt64) { waiters.wake(id) }
}

// MARK: Merges

extension BackgroundMerging {
  /// Does what the schedule says.
  private func perform(_ actions: [MergeSchedule.Action]) {
    for action in actions {
      switch action {
      case .start(let merge): start(merge)
      case .cancel(let id): running[id]?.cancel()
      case .satisfied(let request): answers[request] = .success(())
      case .failed(let request): answers[request] = .failure(failure ?? CancellationError())
      case .dropped(let request): answers[request] = .failure(CancellationError())
      }
    }
    waiters.wakeAll()
  }

  private func start(_ merge: MergeSchedule.Merge) {
    let started = core.startMerge(of: merge.segments)
    running[merge.id] = started.cancellation
    // A thread of its own: a merge of minutes must not delay a short one.
    let thread = SerialThread("fihrist.merge", qos: .utility)
    Task { [core, commits] in
      let merger = started.merger
      let result = await thread.run { Result { try merger.run() } }
      let end = await commits.run { Result { try core.end(merger, result) } }
      self.end(merge, makes: merger.number, end)
    }
  }

  /// Records that a merge has ended and its result was published.
  private func end(
    _ merge: MergeSchedule.Merge, makes number: UInt64, _ result: Result<Void, any Error>
  ) {
    running[merge.id] = nil
    switch result {
    case .success:
      let index = core.committed
      generation = index.manifest.generation
      perform(schedule.handle(.finished(id: merge.id, makes: number, index.candidates)))
    case .failure(let error):
      let isFailure = !(error is CancellationError) && core.isOpen
      if isFailure { failure = error }
      // The writer was dropped: no more merges start.
      let actions = core.isOpen ? [] : schedule.handle(.closing)
      perform(actions + schedule.handle(.stopped(id: merge.id, failed: isFailure)))
    }
  }
}
