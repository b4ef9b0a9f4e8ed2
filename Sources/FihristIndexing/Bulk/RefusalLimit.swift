import Synchronization

/// Ends the indexing of an input when too much of it is refused.
final class RefusalLimit: Sendable {
  /// So many records are read before the limit counts: the first few say little about the rest.
  static let leastRecords = 1_000

  private let percent: Double
  private let counts = Mutex((documents: 0, refused: 0))

  /// Allows `percent` per cent of all records to be refused.
  init(percent: Double) { self.percent = percent }

  /// Counts what was read.
  ///
  /// - Throws: ``RefusalError`` beyond the limit.
  func add(documents: Int, refused: Int) throws {
    counts.withLock {
      $0.documents += documents
      $0.refused += refused
    }
    try check(isAtCommit: false)
  }

  /// Compares what was counted with the limit; before a commit, however little that is.
  func check(isAtCommit: Bool) throws {
    let (documents, refused) = counts.withLock { $0 }
    let records = documents + refused
    guard isAtCommit || records >= Self.leastRecords else { return }
    guard Double(refused) * 100 > percent * Double(records) else { return }
    throw RefusalError(refused: refused, records: records, percent: percent)
  }
}
