internal import Fihrist
internal import Synchronization

/// How often queries occur in commits, as far as pages of concordances have counted it.
///
/// To count all occurrences, all texts that match are read; the first page in the order of
/// documents needs only the first of these. So the count is made once, and the pages behind go
/// without.
final class OccurrenceCounts: Sendable {
  private struct Query: Hashable {
    var index: String
    var fingerprint: String
    /// Its text with what it is narrowed by.
    var text: String
  }

  private let known = Mutex<[Query: SearchResults.Total]>([:])

  /// So many are kept: a few pages of a few readers.
  private static let limit = 256

  /// What was counted; nil if nothing was.
  func count(of text: String, in commit: ArchiveCommit, index: String) -> SearchResults.Total? {
    known.withLock { $0[Query(index: index, fingerprint: commit.fingerprint, text: text)] }
  }

  /// Keeps what a whole answer counted, or one whose time was over: a page behind the first would
  /// take as long again for a number that is not better.
  func keep(
    _ found: Concordance, of text: String, in commit: ArchiveCommit, index: String
  ) {
    guard found.total.relation == .equal || found.stopReason == .timeLimit else { return }
    let query = Query(index: index, fingerprint: commit.fingerprint, text: text)
    known.withLock { known in
      if known[query] == nil, known.count >= Self.limit { known.removeAll() }
      known[query] = found.total.joined(with: known[query])
    }
  }
}

extension SearchResults.Total {
  /// The better of two counts of the same: the exact one, or the greater.
  func joined(with other: SearchResults.Total?) -> SearchResults.Total {
    guard let other, relation != .equal else { return self }
    return other.relation == .equal || other.value > value ? other : self
  }
}
