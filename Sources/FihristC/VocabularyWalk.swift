internal import Fihrist

/// A walk over the terms of an index.
final class VocabularyWalk {
  private var vocabulary: IndexVocabulary

  init(_ index: Index, space: Int32) throws {
    guard let space = UInt8(exactly: space) else {
      throw CallError("space", "\(space) is not a term space", advice: "use 0 for words")
    }
    vocabulary = try index.vocabulary(of: TermSpaceOrdinal(rawValue: space))
  }

  /// The next terms, at most `limit`.
  func next(limit: Int, postings: Bool) throws -> TermBlock {
    var block = TermBlock()
    while block.documentCounts.count < limit, try vocabulary.next() {
      block.append(vocabulary.bytes, documentCount: vocabulary.documentCount)
      if postings { block.append(try vocabulary.postings()) }
      block.end()
    }
    return block
  }

  /// The keys and the lengths of all documents.
  func documents() throws -> (keyOffsets: [Int64], keys: [UInt8], lengths: [UInt32]) {
    var (offsets, bytes): ([Int64], [UInt8]) = ([0], [])
    for key in try vocabulary.keys() {
      bytes.append(contentsOf: key.utf8)
      offsets.append(Int64(bytes.count))
    }
    return (offsets, bytes, try vocabulary.lengths())
  }
}
