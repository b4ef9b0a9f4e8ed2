import FihristStorage
import Synchronization

/// What the tasks of a bulk indexer have done since the last commit, and what went wrong.
final class BulkRound: Sendable {
  /// What was done.
  struct State: Sendable {
    /// Segments that were written.
    var built: [BuiltSegment] = []
    /// Documents that were read.
    var documents = 0
    /// Bytes of their text.
    var textBytes: UInt64 = 0
    /// Their tokens.
    var tokens: UInt64 = 0
    /// What was wrong with them.
    var report = InputReport()
    /// The error in the earliest chunk.
    var failure: (chunk: UInt64, error: any Error)?
  }

  /// When it started.
  let start = ContinuousClock.now

  private let state = Mutex(State())

  /// Makes an empty round.
  init() {}

  /// Whether something went wrong.
  var hasFailed: Bool { state.withLock { $0.failure != nil } }

  /// How many documents were read.
  var documentCount: Int { state.withLock { $0.documents } }

  /// How many segments were written.
  var segmentCount: Int { state.withLock { $0.built.count } }

  /// What was done.
  var result: State { state.withLock { $0 } }

  /// Adds the counts of a chunk.
  func add(documents: Int, textBytes: Int, report: InputReport) {
    state.withLock { state in
      state.documents += documents
      state.textBytes += UInt64(textBytes)
      state.report.merge(report)
    }
  }

  /// Adds a segment with `tokens` tokens.
  func add(_ segment: BuiltSegment, tokens: UInt64) {
    state.withLock { state in
      state.built.append(segment)
      state.tokens += tokens
    }
  }

  /// Remembers an error. The error of the earliest chunk wins, whichever task reports first.
  func fail(_ error: any Error, chunk: UInt64) {
    state.withLock { state in
      if let known = state.failure, known.chunk <= chunk { return }
      state.failure = (chunk, error)
    }
  }
}
