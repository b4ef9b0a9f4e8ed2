package import FihristFormat
package import FihristStorage

extension SegmentReader {
  /// How often a term occurs in some documents of the segment.
  ///
  /// - Parameters:
  ///   - term: Its UTF-8 bytes.
  ///   - documents: The documents, 64 of them a word.
  ///   - fields: The names of the fields to look in; `nil` for all that are searched.
  /// - Throws: ``IndexError``: `invalid` if the index keeps no positions; `damaged`.
  /// - Complexity: O(postings of the term + positions in the documents).
  package func frequency(
    of term: [UInt8], in documents: [UInt64], fields: [String]?
  ) throws(IndexError) -> Int {
    guard let entry = try words.term(term) else { return 0 }
    let list = try postings(of: entry)
    let walk = try PositionWalk(entry, in: self)
    let wanted = fields.map { FieldMatcher.ordinals(of: $0, in: schema) }
    var block = PostingBlock()
    var (positions, ends): ([UInt32], [UInt32]) = ([], [])
    var count = 0
    for number in 0..<list.blockCount {
      guard block.decodeDocuments(number, of: list) else { throw damagedPostings() }
      for index in 0..<block.count {
        let document = block.documents[index]
        let word = Int(document >> 6)
        guard word < documents.count, documents[word] >> UInt64(document & 63) & 1 != 0 else {
          continue
        }
        try walk.read(document, into: &positions)
        guard let wanted, let fieldEnds else {
          count += positions.count
          continue
        }
        try fieldEnds.read(document, into: &ends)
        count += positions.count { position in
          ends.firstIndex { position < $0 }.map(wanted.contains) ?? false
        }
      }
    }
    return count
  }
}
