internal import FihristFormat
internal import FihristStorage

/// A list with a code for each document of the segment: any document can be read without moving it.
struct DenseCursor: CodedList {
  let list: OpenList
  let weight: Float
  let upper: Float
  let table: Column<UInt8>

  init(_ list: OpenList, weight: Float, upper: Float, in arena: Arena) {
    self.list = list
    self.weight = weight
    self.upper = upper
    table = Self.emptyTable(in: arena)
  }

  mutating func seek(to window: Range<UInt32>) {}

  /// Empty: the codes of dense lists are added together; see ``DenseLists``.
  var run: PostingRun { PostingRun(documents: .empty, bounds: .empty) }

  func addScores(of batch: ScoredBatch, in segment: SegmentView) {
    // A copy: each call through the cell would make one.
    let postings = list.postings
    for index in 0..<batch.count {
      let document = batch.document(index)
      guard postings.contains(document) else { continue }
      let frequency = postings.frequency(atRank: postings.rank(of: document))
      batch.sums[index] += segment.score(frequency, of: document, weight: weight)
    }
  }

  @inline(__always)
  func score(at index: Int, of document: UInt32, in segment: SegmentView) -> Float {
    segment.score(list.postings.frequency(atRank: index), of: document, weight: weight)
  }

  func upper(in window: Range<UInt32>, _ factors: BoundFactors) -> Float { upper }
}
