import FihristStorage
import Synchronization

/// What the tasks of a bulk indexer have done since the last commit, and how it went.
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

  private let state = Mutex(State())

  /// Makes a round in which nothing was done.
  init() {}

  /// Whether something went wrong.
  var hasFailed: Bool { state.withLock { $0.failure != nil } }

  /// How many segments were written.
  var segmentCount: Int { state.withLock { $0.built.count } }

  /// What was done.
  var result: State { state.withLock { $0 } }

  /// Adds what a chunk had.
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

  /// Remembers an error. That of the earliest chunk counts, whichever task is the first.
  func fail(_ error: any Error, chunk: UInt64) {
    state.withLock { state in
      if let known = state.failure, known.chunk <= chunk { return }
      state.failure = (chunk, error)
    }
  }
}
