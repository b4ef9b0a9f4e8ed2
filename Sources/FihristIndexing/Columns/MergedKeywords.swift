package import FihristFormat
package import FihristStorage

/// The column of a keyword field of a merged segment: what the live documents have.
///
/// Memory: 4 bytes for each distinct string of each source. Strings are read as they are written.
package struct MergedKeywords: KeywordSource {
  private let sources: [KeywordColumn]
  private let holders: [KeyMerge.Holder]
  /// For each source and each of its ordinals the new one; `unused` for strings that no live
  /// document has.
  private let maps: [[UInt32]]

  /// How many distinct strings live documents have.
  package let stringCount: Int

  private static let unused = UInt32.max

  /// - Parameters:
  ///   - sources: The columns of one field in each segment.
  ///   - holders: Where each document is, in the order of the merged segment.
  /// - Throws: `IndexError` of kind `damaged`.
  package init(_ sources: [KeywordColumn], _ holders: [KeyMerge.Holder]) throws(IndexError) {
    self.sources = sources
    self.holders = holders
    var maps = sources.map { [UInt32](repeating: Self.unused, count: $0.stringCount) }
    var ordinals: [UInt32] = []
    for holder in holders {
      try sources[holder.segment].read(Int(holder.document), into: &ordinals)
      for ordinal in ordinals { maps[holder.segment][Int(ordinal)] = 0 }
    }
    var next: UInt32 = 0
    try Self.forEachString(of: sources, maps) { _, owners in
      for owner in owners { maps[owner.segment][owner.ordinal] = next }
      next += 1
    }
    self.maps = maps
    stringCount = Int(next)
  }

  /// Gives `body` the distinct strings, ascending by their bytes.
  package func forEachString(
    _ body: (UnsafeBufferPointer<UInt8>) throws(IndexError) -> Void
  ) throws(IndexError) {
    try Self.forEachString(of: sources, maps) { (string, _) throws(IndexError) in
      unsafe try string.withUnsafeBufferPointer { (string) throws(IndexError) in
        unsafe try body(string)
      }
    }
  }

  /// Makes `ordinals` the ordinals of the strings of a document, ascending.
  package func read(_ document: Int, into ordinals: inout [UInt32]) throws(IndexError) {
    let holder = holders[document]
    try sources[holder.segment].read(Int(holder.document), into: &ordinals)
    let map = maps[holder.segment]
    for index in ordinals.indices { ordinals[index] = map[Int(ordinals[index])] }
  }

  /// A source that has a string, and the string's ordinal there.
  private struct Owner {
    var segment: Int
    var ordinal: Int
  }

  /// Calls `body` with each string that a map does not call unused, ascending, and its owners.
  private static func forEachString(
    of sources: [KeywordColumn], _ maps: [[UInt32]],
    _ body: ([UInt8], [Owner]) throws(IndexError) -> Void
  ) throws(IndexError) {
    var walks = sources.map { KeywordWalk($0) }
    var heads = MinimumHeap<RowHead>(capacity: sources.count)
    for row in sources.indices {
      if let string = try walks[row].next(in: maps[row], unused: unused) {
        heads.insert(RowHead(bytes: string, row: row))
      }
    }
    var owners: [Owner] = []
    while let first = heads.first {
      owners.removeAll(keepingCapacity: true)
      while let head = heads.first, head.bytes == first.bytes {
        owners.append(Owner(segment: head.row, ordinal: walks[head.row].ordinal))
        if let string = try walks[head.row].next(in: maps[head.row], unused: unused) {
          heads.replaceFirst(with: RowHead(bytes: string, row: head.row))
        } else {
          heads.removeFirst()
        }
      }
      try body(first.bytes, owners)
    }
  }
}

/// Steps over the strings of one column that are still used.
private struct KeywordWalk {
  private var cursor: KeywordCursor
  /// The ordinal of the string that came last.
  private(set) var ordinal = -1

  init(_ column: KeywordColumn) { cursor = column.makeCursor() }

  mutating func next(in map: [UInt32], unused: UInt32) throws(IndexError) -> [UInt8]? {
    while try cursor.next() {
      ordinal += 1
      if map[ordinal] != unused { return cursor.string }
    }
    return nil
  }
}
