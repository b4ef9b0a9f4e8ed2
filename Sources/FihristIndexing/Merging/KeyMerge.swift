package import FihristFormat
package import FihristStorage

/// Walks over the keys of several segments at once, in ascending order.
///
///     var walk = try KeyMerge(readers)
///     while try walk.next() { use(walk.key, walk.holders) }
package struct KeyMerge {
  /// A document that has the current key.
  package struct Holder: Sendable, Hashable {
    /// The index of the segment in the list that was given.
    package var segment: Int
    /// The document's ID in it.
    package var document: UInt32

    /// Makes a holder.
    package init(segment: Int, document: UInt32) {
      (self.segment, self.document) = (segment, document)
    }
  }

  private var cursors: [KeyCursor]
  private var heads: MinimumHeap<RowHead>
  /// The current key.
  package private(set) var key: [UInt8] = []
  /// The documents of the current key, by segment.
  package private(set) var holders: [Holder] = []

  /// Starts before the first key.
  package init(_ segments: [SegmentReader]) throws(IndexError) {
    cursors = []
    heads = MinimumHeap(capacity: segments.count)
    for (row, segment) in segments.enumerated() {
      cursors.append(segment.makeKeyCursor())
      if try cursors[row].next() { heads.insert(RowHead(bytes: cursors[row].key, row: row)) }
    }
  }

  /// Steps to the next key.
  ///
  /// - Returns: Whether there is one.
  package mutating func next() throws(IndexError) -> Bool {
    guard let first = heads.first else { return false }
    key = first.bytes
    holders.removeAll(keepingCapacity: true)
    while let head = heads.first, head.bytes == key {
      holders.append(Holder(segment: head.row, document: cursors[head.row].document))
      if try cursors[head.row].next() {
        heads.replaceFirst(with: RowHead(bytes: cursors[head.row].key, row: head.row))
      } else {
        heads.removeFirst()
      }
    }
    return true
  }
}
