internal import Synchronization

/// What is known about the symbols of the texts of each segment, by one analyzer.
final class SegmentSymbols: Sendable {
  private let symbols = Mutex<[Int: KnownSymbols]>([:])

  /// Those of a segment; `nil` if it has none, or if the analyzer does not cut texts as they are.
  func known(
    ofSegment segment: Int, in snapshot: Snapshot, by analyzer: Analyzer
  ) throws(IndexError) -> KnownSymbols? {
    if let found = symbols.withLock({ $0[segment] }) { return found }
    let count = try snapshot.segments[segment].symbolCount()
    guard let made = KnownSymbols(count: count, analyzer) else { return nil }
    return symbols.withLock { symbols in
      if let found = symbols[segment] { return found }
      symbols[segment] = made
      return made
    }
  }
}
