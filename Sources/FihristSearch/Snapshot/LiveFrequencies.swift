internal import FihristFormat
internal import FihristStorage
internal import Synchronization

/// The document frequencies over live documents in segments with deleted ones, computed once per
/// term.
///
/// A posting list does not record which of its documents are live, so they are decoded and looked
/// up.
final class LiveFrequencies: Sendable {
  private struct List: Hashable {
    var segment: Int
    var offset: Int
  }

  private let known = Mutex<[List: Int]>([:])

  /// How many live documents hold the term of `entry` in a term space of `reader`, segment
  /// `segment` of a snapshot.
  ///
  /// - Complexity: O(postings) the first time, then O(1).
  /// - Throws: ``IndexError`` of kind `damaged` when the list is.
  func frequency(
    of entry: TermEntry, segment: Int, in reader: SegmentReader, space: Int
  ) throws(IndexError) -> Int {
    guard let live = reader.live else { return entry.documentFrequency }
    let list = List(segment: segment, offset: entry.postings.lowerBound)
    if let count = known.withLock({ $0[list] }) { return count }
    let count = try Self.count(
      try reader.spaces[space].postings(of: entry), live: live, reader: reader)
    known.withLock { $0[list] = count }
    return count
  }

  /// How many documents of `list` are live.
  ///
  /// - Throws: ``IndexError`` of kind `damaged`.
  static func count(
    _ list: PostingList, live: LiveDocuments, reader: SegmentReader
  ) throws(IndexError) -> Int {
    var count = 0
    var block = PostingBlock()
    for number in 0..<list.blockCount {
      guard block.decodeDocuments(number, of: list) else { throw reader.damagedPostings() }
      for index in 0..<block.count where live.isLive(block.documents[index]) { count += 1 }
    }
    return count
  }
}
