package import FihristFormat
package import FihristStorage

/// Walks over the terms of a term space in all segments at once, in ascending order of their UTF-8,
/// so that each term is met once.
package struct SnapshotTerms {
  /// The current term in UTF-8; empty before the first call of ``next()``.
  package private(set) var bytes: [UInt8] = []

  /// How many live documents have the current term, at least 1.
  package private(set) var documentCount = 0

  /// The segments that have the current term, ascending, and what each knows of it.
  package private(set) var entries: [(segment: Int, entry: TermEntry)] = []

  private let snapshot: Snapshot
  private let space: Int
  private var walks: [(segment: Int, cursor: TermCursor)] = []

  /// Starts before the first term of `space`, the ordinal of a term space.
  ///
  /// - Throws: ``IndexError`` of kind `damaged`.
  package init(of snapshot: Snapshot, space: Int) throws(IndexError) {
    self.snapshot = snapshot
    self.space = space
    for (number, segment) in snapshot.segments.enumerated() {
      var cursor = segment.spaces[space].makeTermCursor()
      if try cursor.next() { walks.append((number, cursor)) }
    }
  }

  /// Steps to the next term that a live document has.
  ///
  /// - Returns: False after the last.
  /// - Throws: ``IndexError`` of kind `damaged`.
  /// - Complexity: O(segments); where documents were deleted, O(postings).
  package mutating func next() throws(IndexError) -> Bool {
    repeat {
      guard let least = least() else { return false }
      bytes = walks[least].cursor.bytes
      entries.removeAll(keepingCapacity: true)
      documentCount = 0
      var index = 0
      while index < walks.count {
        guard walks[index].cursor.bytes == bytes else {
          index += 1
          continue
        }
        try add(walks[index].cursor.entry, of: walks[index].segment)
        if try walks[index].cursor.next() { index += 1 } else { walks.remove(at: index) }
      }
    } while documentCount == 0
    return true
  }

  private mutating func add(_ entry: TermEntry, of segment: Int) throws(IndexError) {
    entries.append((segment, entry))
    let reader = snapshot.segments[segment]
    guard let live = reader.live else {
      documentCount += entry.documentFrequency
      return
    }
    documentCount += try LiveFrequencies.count(
      try reader.spaces[space].postings(of: entry), live: live, reader: reader)
  }

  private func least() -> Int? {
    guard var least = walks.indices.first else { return nil }
    for index in walks.indices.dropFirst()
    where walks[index].cursor.bytes.lexicographicallyPrecedes(walks[least].cursor.bytes) {
      least = index
    }
    return least
  }
}
