/// The terms of one commit of an index, in ascending order of their UTF-8, each with the documents
/// that have it: what other engines and models are fed with.
///
///     var vocabulary = try index.vocabulary()
///     while try vocabulary.next() { print(vocabulary.documentCount, vocabulary.term) }
///
/// Documents are numbered from 0, without gaps, in an order of their own.
public struct IndexVocabulary {
  /// The current term in UTF-8; empty before the first call of ``next()``.
  public var bytes: [UInt8] { terms.bytes }

  /// How many documents have the current term, at least 1.
  public var documentCount: Int { terms.documentCount }

  private let commit: OpenCommit
  private let space: Int
  private var terms: SnapshotTerms
  /// For each segment, the number of its first document.
  private let firstNumbers: [UInt32]

  init(_ commit: OpenCommit, space: TermSpaceOrdinal) throws(IndexError) {
    let spaces = commit.snapshot.manifest.schema.termSpaces
    guard spaces.indices.contains(Int(space.rawValue)) else {
      throw IndexError.invalid(
        "space", "the term space \(space.rawValue) is not there",
        advice: "use one of 0 to \(spaces.count - 1)")
    }
    self.commit = commit
    self.space = Int(space.rawValue)
    terms = try SnapshotTerms(of: commit.snapshot, space: self.space)
    var first: UInt32 = 0
    firstNumbers = commit.snapshot.segments.map { segment in
      defer { first += UInt32(segment.info.liveCount) }
      return first
    }
  }

  /// Steps to the next term.
  ///
  /// - Returns: False after the last.
  /// - Throws: ``/FihristStorage/IndexError`` of kind `damaged`.
  public mutating func next() throws -> Bool { try terms.next() }

  /// The documents that have the current term, ascending.
  ///
  /// - Throws: ``/FihristStorage/IndexError`` of kind `damaged`.
  /// - Complexity: O(documents that have it); O(all documents) for each segment with deleted ones.
  public func postings() throws -> [Posting] {
    var postings: [Posting] = []
    postings.reserveCapacity(documentCount)
    var block = PostingBlock()
    for (number, entry) in terms.entries {
      let segment = commit.snapshot.segments[number]
      let list = try segment.spaces[space].postings(of: entry)
      var numbering = LiveNumbering(segment, first: firstNumbers[number])
      for blockNumber in 0..<list.blockCount {
        guard block.decodeDocuments(blockNumber, of: list), block.decodeFrequencies(of: list) else {
          throw IndexError.damaged(
            "segment \(segment.info.number)", "a posting list does not decode")
        }
        for index in 0..<block.count {
          guard let document = numbering.number(of: block.documents[index]) else { continue }
          postings.append(Posting(document: document, frequency: block.frequencies[index]))
        }
      }
    }
    return postings
  }

  /// The keys of all documents, in the order of their numbers.
  ///
  /// - Throws: ``/FihristStorage/IndexError`` of kind `damaged`.
  public func keys() throws -> [String] {
    try forEachDocument { segment, document in
      String(decoding: try segment.key(of: document), as: UTF8.self)
    }
  }

  /// The lengths of all documents in this term space, in units, in the order of their numbers.
  ///
  /// - Throws: ``/FihristStorage/IndexError`` of kind `damaged`.
  public func lengths() throws -> [UInt32] {
    try forEachDocument { segment, document in try segment.spaces[space].length(of: document) }
  }

  private func forEachDocument<Value>(
    _ value: (SegmentReader, UInt32) throws -> Value
  ) throws -> [Value] {
    var values: [Value] = []
    values.reserveCapacity(Int(clamping: commit.snapshot.documentCount))
    for segment in commit.snapshot.segments {
      for document in 0..<UInt32(segment.documentCount)
      where segment.live?.isLive(document) ?? true {
        values.append(try value(segment, document))
      }
    }
    return values
  }
}

extension IndexVocabulary {
  /// A document that has a term.
  public struct Posting: Sendable, Hashable {
    /// The number of the document.
    public var document: UInt32
    /// How often it has the term: each occurrence counts the units of the boost of its field.
    public var frequency: UInt32
  }
}

/// The numbers of the live documents of a segment, asked for in ascending order.
private struct LiveNumbering {
  private let live: LiveDocuments?
  private let first: UInt32
  private var document: UInt32 = 0
  /// How many documents before ``document`` are live.
  private var count: UInt32 = 0

  init(_ segment: SegmentReader, first: UInt32) {
    live = segment.live
    self.first = first
  }

  /// The number of `document`; nil if it was deleted.
  mutating func number(of document: UInt32) -> UInt32? {
    guard let live else { return first + document }
    while self.document < document {
      count += live.isLive(self.document) ? 1 : 0
      self.document += 1
    }
    return live.isLive(document) ? first + count : nil
  }
}

extension Index {
  /// The terms of the commit that is shown.
  ///
  /// - Parameter space: The first is that of the words of all searched fields.
  /// - Throws: ``/FihristStorage/IndexError``: `.invalid` for a space that is not there;
  ///   `.damaged`.
  public func vocabulary(of space: TermSpaceOrdinal = .first) throws -> IndexVocabulary {
    try IndexVocabulary(commit, space: space)
  }

  /// How many documents there are, and how long they are in each term space; without any terms.
  public var statistics: CollectionStatistics {
    let snapshot = commit.snapshot
    var lengths: [TermSpaceOrdinal: UInt64] = [:]
    for (space, length) in snapshot.totalLengths.enumerated() {
      lengths[TermSpaceOrdinal(rawValue: UInt8(space))] = length
    }
    return CollectionStatistics(documentCount: snapshot.documentCount, totalLengths: lengths)
  }
}
