import Synchronization

/// Gives the chunks of a feed to several tasks, numbered in the order of the input. One task reads
/// at a time.
actor ChunkSource<Feed: DocumentFeed> {
  private var feed: Feed
  private var upcoming: UInt64 = 0
  /// Chunks that may still be taken before the next commit.
  private var left: UInt64
  private var isAtEnd = false
  private var isReading = false
  /// Tasks that will read next, in the order in which they came.
  private var readers: [CheckedContinuation<Void, Never>] = []

  /// Chunks between two commits.
  private let interval: UInt64
  private nonisolated let progress: Mutex<(read: UInt64, total: UInt64?)>

  /// Starts with the first chunk of `feed`.
  init(_ feed: Feed, interval: UInt64) {
    self.feed = feed
    self.interval = max(1, interval)
    left = self.interval
    progress = Mutex((feed.inputBytes, feed.totalInputBytes))
  }

  /// Releases the chunks up to the next commit.
  ///
  /// - Returns: Whether there may be another chunk.
  func startRound() -> Bool {
    left = interval
    return !isAtEnd
  }

  /// The next chunk and its number, or `nil` at the end of the input or of the round; in a
  /// cancelled task, only chunks that were already read.
  func next() async throws -> (chunk: Feed.Chunk, number: UInt64)? {
    await startReading()
    defer { endReading() }
    guard left > 0, !isAtEnd else { return nil }
    // Read outside the actor, which is then free for others. Only this task reads now, so only this
    // copy changes.
    var feed = feed
    defer {
      self.feed = feed
      let position = (feed.inputBytes, feed.totalInputBytes)
      progress.withLock { $0 = position }
    }
    let chunk = try await Task.isCancelled ? feed.restChunk() : feed.nextChunk()
    guard let chunk else {
      isAtEnd = true
      return nil
    }
    left -= 1
    defer { upcoming += 1 }
    return (chunk, upcoming)
  }

  /// What the commit of all chunks so far carries; see ``DocumentFeed/checkpoint(after:)``.
  func checkpoint(after userData: [String: String]) throws -> [String: String] {
    try feed.checkpoint(after: userData)
  }

  /// How many bytes of the input were read, and how many it has, if known.
  nonisolated var position: (read: UInt64, total: UInt64?) { progress.withLock { $0 } }

  private func startReading() async {
    if isReading {
      await withCheckedContinuation { readers.append($0) }
    } else {
      isReading = true
    }
  }

  /// Passes the right to read to the task that has waited longest.
  private func endReading() {
    isReading = !readers.isEmpty
    if isReading { readers.removeFirst().resume() }
  }
}
