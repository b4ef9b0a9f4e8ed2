import Synchronization

/// Reports how far indexing has come, at a limited rate.
final class ProgressMeter: Sendable {
  private struct State: Sendable {
    var documents = 0
    var leftOut = 0
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

  /// Reports, if enough time has passed or `isForced`.
  ///
  /// - Parameters:
  ///   - round: What was done since the last commit.
  ///   - position: How many bytes of the input were read, and how many it has, if known.
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
        leftOut: before.leftOut + done.report.lostDocuments,
        textBytes: before.textBytes + done.textBytes, inputBytes: position.read,
        totalInputBytes: position.total, segments: before.segments + done.built.count,
        seconds: seconds))
  }

  /// Adds the counts of `round` to the total before the next round starts.
  func end(_ round: BulkRound) {
    let done = round.result
    state.withLock { state in
      state.documents += done.documents
      state.leftOut += done.report.lostDocuments
      state.textBytes += done.textBytes
      state.segments += done.built.count
    }
  }
}
