import Synchronization

/// Gives the chunks of a feed to several threads, numbered in the order of the input.
final class ChunkSource<Feed: DocumentFeed>: Sendable {
  /// What is left of the input.
  private struct State: Sendable {
    var feed: Feed
    var upcoming: UInt64 = 0
    /// Chunks that may still be taken before the next commit.
    var left: UInt64 = 0
    var isAtEnd = false
  }

  private let state: Mutex<State>
  /// Chunks between two commits.
  private let interval: UInt64

  /// Begins with the first chunk of `feed`.
  init(_ feed: Feed, interval: UInt64) {
    state = Mutex(State(feed: feed, left: max(1, interval)))
    self.interval = max(1, interval)
  }

  /// Lets the chunks up to the next commit be taken.
  ///
  /// - Returns: Whether there may be any.
  func beginRound() -> Bool {
    state.withLock { state in
      state.left = interval
      return !state.isAtEnd
    }
  }

  /// The next chunk and its number, or `nil` at the end of the input or of the round; only what was
  /// read already if `isCancelled`.
  func next(isCancelled: Bool) throws -> (chunk: Feed.Chunk, number: UInt64)? {
    try state.withLock { state in
      guard state.left > 0, !state.isAtEnd else { return nil }
      let chunk = try isCancelled ? state.feed.restChunk() : state.feed.nextChunk()
      guard let chunk else {
        state.isAtEnd = true
        return nil
      }
      state.left -= 1
      defer { state.upcoming += 1 }
      return (chunk, state.upcoming)
    }
  }

  /// Nobody takes any more.
  func stop() {
    state.withLock { $0.isAtEnd = true }
  }

  /// How far the input was read.
  var position: (read: UInt64, total: UInt64?) {
    state.withLock { ($0.feed.inputBytes, $0.feed.totalInputBytes) }
  }
}
