internal import FihristFormat
internal import FihristStorage

/// Reads an item of a query (a term or a phrase) in one segment.
///
/// The forms differ in how they hold postings; they share this contract:
///
/// - **Windows.** ``seek(to:)`` moves to the documents of a window. Windows ascend, and earlier
///   postings are dropped. A cursor has no window before the first call. After its last posting,
///   windows are empty.
/// - **Absent.** A document of the window that does not have the item scores nothing. This is not
///   an error.
/// - **Damaged.** A call that needs a block that does not decode throws ``DamagedPostings``, which
///   ends the query. A single frequency that does not decode counts as 0: it adds nothing to a
///   score.
/// - **Bounds.** ``upper`` bounds what the item adds to any score; ``run`` holds the bound of each
///   posting of the window in units, after ``quantize(units:factors:)``.
protocol PostingCursor {
  /// Its weight in scores; 0 for excluded items.
  var weight: Float { get }

  /// How many postings there are, those of deleted documents included.
  var count: Int { get }

  /// A bound of what it adds to any score.
  var upper: Float { get }

  /// Moves on to the documents of a window.
  mutating func seek(to window: Range<UInt32>) throws(DamagedPostings)

  /// The postings of the window, and their bounds.
  var run: PostingRun { get }

  /// The exact score of the posting at `index` of the list, which is that of `document`.
  func score(at index: Int, of document: UInt32, in segment: SegmentView) -> Float

  /// Computes bounds in units; a score of 1 is `units` units.
  func quantize(units: Float, factors: BoundFactors)

  /// The greatest bound of a posting in units, once they are computed.
  func upper(units: Float) -> Int

  /// A bound of what it adds to the scores of documents of a window that it has not passed yet.
  func upper(in window: Range<UInt32>, _ factors: BoundFactors) -> Float

  /// Adds to the sum of each document of a batch, all of the window, its score if it has the item.
  func addScores(of batch: ScoredBatch, in segment: SegmentView)
}
