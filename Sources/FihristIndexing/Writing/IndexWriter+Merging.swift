import FihristFormat
import FihristStorage

/// What a writer knows about merging.
struct MergeState {
  /// A merge that runs.
  struct Running {
    /// Stops it.
    var cancellation = MergeCancellation()
    /// Its segments, with what lived of them when it began.
    var sources: [SegmentMerger.Source]
  }

  /// Decides when what is merged.
  var schedule: MergeSchedule
  /// The merges that run, by their IDs.
  var running: [UInt64: Running] = [:]
  /// Who waits until there are few segments.
  var waiters: [CheckedContinuation<Void, any Error>] = []
  /// Who waits until no merge runs.
  var closers: [CheckedContinuation<Void, Never>] = []
  /// Why the last merge failed.
  var failure: (any Error)?

  /// Begins with `schedule`.
  init(_ schedule: MergeSchedule) { self.schedule = schedule }
}

extension IndexWriter {
  /// Commits, and merges until there are at most `count` segments; with 1 the bytes of the index depend on
  /// nothing but its documents, schema, parameters and version. Segments of later commits, while it
  /// runs, are left for later merges.
  ///
  /// - Throws: `IndexError`, or `CancellationError` if the task was cancelled or the writer closed;
  ///   the index is whole then, and searches find the same as before.
  public func merge(toSegments count: Int = 1) async throws {
    try commitNow()
    try await mergeCommitted(toSegments: count)
  }

  /// Merges what is committed, and leaves what was added since for the next commit; otherwise as
  /// ``merge(toSegments:)``.
  package func mergeCommitted(toSegments count: Int) async throws {
    try check()
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        merging.waiters.append(continuation)
        perform(merging.schedule.handle(.requested(segments: max(1, count))))
      }
    } onCancel: {
      Task { await self.withdraw() }
    }
  }

  /// Merges that are worth it by the policy come to their end, or to a stop once `isCancelled`.
  func finishMerging(isCancelled: @Sendable () -> Bool) async {
    while !merging.schedule.isIdle, !isCancelled(), !Task.isCancelled {
      try? await Task.sleep(for: .milliseconds(20))
    }
  }

  /// Waits until merges have caught up with the segments that wait for them, or until `isCancelled`.
  ///
  /// Nobody waits for a merge that does not run: after a failure what is committed matters more than
  /// how many segments it has.
  func waitForRoom(isCancelled: @Sendable () -> Bool = { false }) async {
    while merging.schedule.isCrowded, !isCancelled(), !Task.isCancelled {
      try? await Task.sleep(for: .milliseconds(5))
    }
  }

  /// Sets the part of the time that merges may work; one that runs follows at once.
  ///
  /// A program that sees its queries become slow lowers it, and raises it afterwards.
  ///
  /// - Parameter share: From 0.01 to 1; what lies outside counts as the nearer end.
  public nonisolated func setMergeShare(_ share: Double) { mergeShare.value = share }

  /// Stops merges, for ever.
  func stopMerging() async {
    resumeWaiters(throwing: CancellationError())
    await withCheckedContinuation { continuation in
      merging.closers.append(continuation)
      perform(merging.schedule.handle(.closing))
    }
  }

  /// Does what the schedule says.
  func perform(_ actions: [MergeSchedule.Action]) {
    for action in actions {
      switch action {
      case .start(let merge): begin(merge)
      case .cancel(let id): merging.running[id]?.cancellation.cancel()
      case .satisfied: resumeWaiters(throwing: nil)
      case .failed: resumeWaiters(throwing: merging.failure)
      case .idle:
        merging.closers.forEach { $0.resume() }
        merging.closers = []
      }
    }
  }

  private func withdraw() {
    guard !merging.waiters.isEmpty else { return }
    resumeWaiters(throwing: CancellationError())
    perform(merging.schedule.handle(.withdrawn))
  }

  private func resumeWaiters(throwing error: (any Error)?) {
    let waiters = merging.waiters
    merging.waiters = []
    for waiter in waiters {
      if let error { waiter.resume(throwing: error) } else { waiter.resume() }
    }
  }

  private func begin(_ merge: MergeSchedule.Merge) {
    let chosen = Set(merge.segments)
    let sources = index.segments.filter { chosen.contains($0.info.number) }.map {
      SegmentMerger.Source(reader: $0.reader, live: $0.live)
    }
    let running = MergeState.Running(sources: sources)
    let cancellation = running.cancellation
    merging.running[merge.id] = running
    let merger = SegmentMerger(
      sources: sources, directory: directory, number: numbers.next(), schema: schema,
      parameters: parameters, share: mergeShare, isCancelled: { cancellation.isCancelled })
    // The task keeps the lock, not the writer: a writer that is dropped ends its merge.
    Task { [lock, weak self] in
      let result = await MergeRunner.run(merger)
      if let self {
        await self.end(merge, merger.number, result)
      } else {
        merger.directory.removeSegment(merger.number)
      }
      withExtendedLifetime(lock) {}
    }
  }

  /// Publishes the result of a merge.
  private func end(
    _ merge: MergeSchedule.Merge, _ number: UInt64,
    _ result: Result<SegmentMerger.Result, any Error>
  ) {
    let sources = merging.running.removeValue(forKey: merge.id)?.sources ?? []
    do {
      try index.replace(sources, with: try result.get(), nextSegment: numbers.limit)
      perform(merging.schedule.handle(.finished(id: merge.id, index.candidates)))
    } catch {
      index.discard(number)
      let isFailure = !(error is CancellationError)
      if isFailure { merging.failure = error }
      perform(merging.schedule.handle(.stopped(id: merge.id, failed: isFailure)))
    }
  }
}
