import Synchronization

/// Tells how far indexing has come, not too often.
final class ProgressMeter: Sendable {
  private struct State: Sendable {
    var documents = 0
    var textBytes: UInt64 = 0
    var segments = 0
    var last: ContinuousClock.Instant
  }

  private static let interval = Duration.milliseconds(100)

  private let start: ContinuousClock.Instant
  private let state: Mutex<State>
  private let report: @Sendable (IndexingProgress) -> Void

  /// Starts to measure.
  init(_ report: @escaping @Sendable (IndexingProgress) -> Void) {
    start = .now
    state = Mutex(State(last: start))
    self.report = report
  }

  /// Seconds since the start.
  var seconds: Double { (ContinuousClock.now - start) / .seconds(1) }

  /// Tells, if it is time or `isForced`.
  ///
  /// - Parameters:
  ///   - round: What was done since the last commit.
  ///   - position: How far the input was read.
  func tell(
    _ phase: IndexingProgress.Phase, _ round: BulkRound, position: (read: UInt64, total: UInt64?),
    isForced: Bool = false
  ) {
    let now = ContinuousClock.now
    let isTime = state.withLock { state in
      guard isForced || now - state.last >= Self.interval else { return false }
      state.last = now
      return true
    }
    guard isTime else { return }
    let done = round.result
    let before = state.withLock { $0 }
    report(
      IndexingProgress(
        phase: phase, documents: before.documents + done.documents,
        textBytes: before.textBytes + done.textBytes, inputBytes: position.read,
        totalInputBytes: position.total, segments: before.segments + done.built.count,
        seconds: seconds))
  }

  /// Counts what `round` has done as done before the next round.
  func end(_ round: BulkRound) {
    let done = round.result
    state.withLock { state in
      state.documents += done.documents
      state.textBytes += done.textBytes
      state.segments += done.built.count
    }
  }
}
