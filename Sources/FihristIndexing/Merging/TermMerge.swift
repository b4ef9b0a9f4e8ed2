import FihristFormat
import FihristStorage

/// Walks over the terms of one term space of several segments at once and combines each term's
/// postings.
struct TermMerge: ~Copyable {
  private var cursors: [TermCursor] = []
  private let streams: [PostingStream]
  private var heads: MinimumHeap<RowHead>
  /// Documents and the numbers of their streams: the head of each stream of the current term.
  private var documents = MinimumHeap<UInt64>()

  /// The current term.
  private(set) var term: [UInt8] = []
  /// Its postings.
  private(set) var buffers: PostingBuffers

  /// Starts before the first term.
  init(
    _ sources: [SegmentMerger.Source], _ maps: [DocumentMap], space: TermSpace
  ) throws(IndexError) {
    buffers = PostingBuffers(space)
    heads = MinimumHeap(capacity: sources.count)
    var streams: [PostingStream] = []
    for (row, source) in sources.enumerated() {
      streams.append(PostingStream(source.reader, space: space.ordinal, map: maps[row]))
      cursors.append(source.reader.spaces[space.ordinal].makeTermCursor())
      if try cursors[row].next() { heads.insert(RowHead(bytes: cursors[row].bytes, row: row)) }
    }
    self.streams = streams
  }

  /// Steps to the next term. It has no postings if all its documents are deleted.
  ///
  /// - Returns: Whether there is one.
  mutating func next() throws(IndexError) -> Bool {
    guard let first = heads.first else { return false }
    term = first.bytes
    buffers.removeAll()
    while let head = heads.first, head.bytes == term {
      let stream = streams[head.row]
      try stream.open(cursors[head.row].entry)
      if let document = stream.document {
        documents.insert(UInt64(document) << 32 | UInt64(head.row))
      }
      if try cursors[head.row].next() {
        heads.replaceFirst(with: RowHead(bytes: cursors[head.row].bytes, row: head.row))
      } else {
        heads.removeFirst()
      }
    }
    try mergePostings()
    return true
  }

  /// Copies runs: all postings of one stream that come before the next document of every other.
  private mutating func mergePostings() throws(IndexError) {
    while let head = documents.first {
      let stream = streams[Int(head & 0xFFFF_FFFF)]
      let limit = documents.second.map { UInt32($0 >> 32) } ?? .max
      try stream.append(to: &buffers, below: limit)
      if let document = stream.document {
        documents.replaceFirst(with: UInt64(document) << 32 | head & 0xFFFF_FFFF)
      } else {
        documents.removeFirst()
      }
    }
  }
}
