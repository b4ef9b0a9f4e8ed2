internal import FihristFormat
package import FihristStorage

extension Snapshot {
  /// A document, by its segment and its ID there.
  package struct Location: Sendable, Hashable {
    /// The index of the segment.
    package var segment: Int
    /// The ID in it.
    package var document: UInt32

    /// Makes a location.
    package init(segment: Int, document: UInt32) {
      (self.segment, self.document) = (segment, document)
    }
  }

  /// The first live documents that have a term.
  ///
  /// - Parameters:
  ///   - term: Its UTF-8 bytes.
  ///   - space: The ordinal of its term space.
  ///   - limit: How many at most.
  /// - Throws: ``IndexError`` of kind `damaged`.
  package func documents(
    of term: [UInt8], space: Int, limit: Int
  ) throws(IndexError) -> [Location] {
    var found: [Location] = []
    var block = PostingBlock()
    for (index, segment) in segments.enumerated() where found.count < limit {
      guard let entry = try segment.spaces[space].term(term) else { continue }
      let list = try segment.spaces[space].postings(of: entry)
      for number in 0..<list.blockCount where found.count < limit {
        guard block.decodeDocuments(number, of: list) else { throw segment.damagedPostings() }
        for posting in 0..<block.count where found.count < limit {
          let document = block.documents[posting]
          if segment.isLive(document) { found.append(Location(segment: index, document: document)) }
        }
      }
    }
    return found
  }

  /// The ordinal of the term space of what people type: forms for Arabic words, if the index has
  /// them, otherwise words.
  package func typedSpace(isArabic: Bool) -> Int {
    isArabic ? spaces.forms ?? spaces.words : spaces.words
  }

  /// Whether it has forms, which lack the article.
  package var hasForms: Bool { spaces.forms != nil }
}
