internal import FihristFormat
internal import FihristStorage

/// A blocked list with a code for each posting, decoded as windows need it.
struct CodedCursor: CodedList {
  let list: OpenList
  let weight: Float
  let upper: Float
  let table: Column<UInt8>

  /// The documents in memory: those of the window, and the rest of their last block.
  private var documents = Column<UInt32>.empty
  /// The bound, in units, of each document held.
  private var bounds = Column<UInt8>.empty
  private var heldCount = 0
  /// The index in the list of the first document held.
  private var firstHeld = 0
  /// The next block to decode.
  private var nextBlock = 0
  /// Which of the documents held are those of the window.
  private var window = 0..<0

  /// Makes a cursor that holds nothing; ``allocate(windowLength:in:)`` comes before the first
  /// window.
  init(_ list: OpenList, weight: Float, upper: Float, in arena: Arena) {
    self.list = list
    self.weight = weight
    self.upper = upper
    table = Self.emptyTable(in: arena)
  }

  /// Allocates the columns of the documents held, for windows of at most `windowLength` documents.
  mutating func allocate(windowLength: Int, in arena: Arena) {
    // A window's documents, the rest of the block before it, and of the block after it.
    let capacity = min(count, windowLength + 128) + PostingList.documentCapacity
    documents = arena.allocate(capacity)
    bounds = arena.allocate(capacity)
  }

  // MARK: Windows

  mutating func seek(to window: Range<UInt32>) throws(DamagedPostings) {
    release(below: window.lowerBound)
    try decode(to: window.upperBound)
    let first = documents.lowerBound(of: window.lowerBound, in: 0..<heldCount)
    self.window = first..<documents.lowerBound(of: window.upperBound, in: first..<heldCount)
  }

  @inline(__always)
  var run: PostingRun { PostingRun(documents: documents[window], bounds: bounds[window]) }

  /// Drops the documents below `start`.
  private mutating func release(below start: UInt32) {
    guard heldCount > 0, documents[heldCount - 1] >= start else {
      // None of the documents held is wanted; blocks that end before the window are skipped.
      nextBlock = list.postings.block(containing: start, from: nextBlock)
      firstHeld = nextBlock * 128
      heldCount = 0
      return
    }
    let passed = documents.lowerBound(of: start, in: 0..<heldCount)
    guard passed > 0 else { return }
    heldCount -= passed
    firstHeld += passed
    documents.copy(heldCount, from: documents.suffix(from: passed))
    bounds.copy(heldCount, from: bounds.suffix(from: passed))
  }

  /// Decodes blocks until one ends at `end` or later.
  private mutating func decode(to end: UInt32) throws(DamagedPostings) {
    let postings = list.postings
    while nextBlock < postings.blockCount, heldCount == 0 || documents[heldCount - 1] < end {
      guard postings.decodeDocuments(nextBlock, into: documents.suffix(from: heldCount)),
        postings.expandCodes(of: nextBlock, through: table, into: bounds.suffix(from: heldCount))
      else { throw DamagedPostings() }
      heldCount += postings.blockLength(nextBlock)
      nextBlock += 1
    }
  }

  // MARK: Scores

  func addScores(of batch: ScoredBatch, in segment: SegmentView) {
    // A copy: each call through the cell would make one.
    let postings = list.postings
    let first = firstHeld &+ window.lowerBound
    batch.addScores(ofPostings: documents[window]) { index, document in
      let posting = first &+ index
      let frequency = postings.frequency(posting &>> 7, at: posting & 127)
      return segment.score(frequency, of: document, weight: weight)
    }
  }

  @inline(__always)
  func score(at index: Int, of document: UInt32, in segment: SegmentView) -> Float {
    let frequency = list.postings.frequency(index &>> 7, at: index & 127)
    return segment.score(frequency, of: document, weight: weight)
  }

  // MARK: Bounds

  func upper(in window: Range<UInt32>, _ factors: BoundFactors) -> Float {
    let postings = list.postings
    var block = postings.block(containing: window.lowerBound, from: max(0, nextBlock - 1))
    var greatest: UInt8 = 0
    while block < postings.blockCount {
      greatest = max(greatest, postings.blockMaximum(block))
      if postings.lastDocument(block) >= window.upperBound { break }
      block += 1
    }
    return factors.upperBound(greatest, weight: weight)
  }
}
