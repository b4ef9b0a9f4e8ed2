internal import FihristFormat
internal import FihristStorage
internal import Synchronization

/// The documents of each segment that pass a filter, kept for the next query with the same filter.
///
/// A set of a segment takes a bit a document. Once all sets take more than the limit, the oldest
/// go.
final class FilterCache: Sendable {
  /// What a set was found for.
  enum Filter: Hashable, Sendable {
    case query(Query)
    case column(ColumnTest)
  }

  private struct Key: Hashable {
    var segment: Int
    var filter: Filter
  }

  private struct Sets {
    var known: [Key: [UInt64]] = [:]
    /// The keys, the oldest first.
    var order: [Key] = []
    var byteCount = 0
  }

  /// The bytes that sets may take.
  private let byteLimit: Int
  private let sets = Mutex(Sets())

  /// Makes an empty cache.
  init(byteLimit: Int = 32 << 20) { self.byteLimit = byteLimit }

  /// The set that was kept, as 64 documents a word; nil if there is none.
  func words(of filter: Filter, segment: Int) -> [UInt64]? {
    sets.withLock { $0.known[Key(segment: segment, filter: filter)] }
  }

  /// The documents of a segment that pass `test`, deleted ones included.
  ///
  /// - Throws: as ``ColumnTest/add(to:of:)``.
  func words(
    passing test: ColumnTest, of reader: SegmentReader, segment: Int, in arena: Arena
  ) throws(IndexError) -> [UInt64] {
    if let words = words(of: .column(test), segment: segment) { return words }
    let documents = DocumentBits(documentCount: reader.documentCount, in: arena)
    documents.clear()
    try test.add(to: documents, of: reader)
    let words = documents.array
    keep(words, of: .column(test), segment: segment)
    return words
  }

  /// Keeps a set.
  func keep(_ words: [UInt64], of filter: Filter, segment: Int) {
    let key = Key(segment: segment, filter: filter)
    let byteCount = 8 * words.count
    guard byteCount <= byteLimit else { return }
    sets.withLock { sets in
      guard sets.known.updateValue(words, forKey: key) == nil else { return }
      sets.order.append(key)
      sets.byteCount += byteCount
      var removed = 0
      while sets.byteCount > byteLimit {
        sets.byteCount -= 8 * (sets.known.removeValue(forKey: sets.order[removed])?.count ?? 0)
        removed += 1
      }
      sets.order.removeFirst(removed)
    }
  }
}
