/// When a bulk indexer commits, apart from the end of its input and the bytes that it has read.
struct RoundLimits: Sendable {
  private let segments: Int
  private let documents: Int
  private let time: Duration?

  /// The limits that `options` set.
  init(_ options: IndexingOptions) {
    segments = options.commitSegments
    documents = options.commitDocuments ?? .max
    time = options.commitSeconds.map { .seconds($0) }
  }

  /// Whether `round` is to be committed.
  func end(_ round: BulkRound) -> Bool {
    if round.segmentCount >= segments || round.documentCount >= documents { return true }
    guard let time else { return false }
    // A round without documents has nothing to commit.
    return round.documentCount > 0 && ContinuousClock.now - round.start >= time
  }
}
