internal import FihristFormat
internal import FihristKernels
internal import FihristStorage

/// Postings that are all decoded: those of a list without codes, or of a phrase.
struct ExactCursor: PostingCursor {
  let weight: Float
  let count: Int
  private(set) var upper: Float
  /// The documents, followed by ``padding`` up to a multiple of 128.
  let documents: Column<UInt32>
  /// The bound, in units, of each posting; up to a multiple of 128.
  let bounds: Column<UInt8>
  /// What each posting adds to the score of its document, once ``scoreAll(in:_:)`` has computed it.
  private(set) var scores: Column<Float>?

  private var frequencies: Column<UInt32>?
  /// What ``frequencies`` are decoded from; nil for phrases, which have them.
  private let list: OpenList?
  private var window = 0..<0

  /// A number above every document.
  static let padding: UInt32 = 0x7FFF_FFFF

  /// Makes the cursor of `count` decoded documents, which are padded.
  init(
    documents: Column<UInt32>, frequencies: Column<UInt32>?, count: Int, weight: Float,
    upper: Float, list: OpenList?, in arena: Arena
  ) {
    self.documents = documents
    self.frequencies = frequencies
    self.count = count
    self.weight = weight
    self.upper = upper
    self.list = list
    bounds = arena.allocate((count + 127) & ~127)
  }

  /// Makes the cursor of documents that all score the same.
  init(_ list: ConstantList, score: Float, in arena: Arena) {
    self.init(
      documents: list.documents, frequencies: nil, count: list.count, weight: score,
      upper: score * SoundnessFactor.up, list: nil, in: arena)
    let scores: Column<Float> = arena.allocate(list.count)
    scores.fill(0..<list.count, with: score)
    self.scores = scores
  }

  /// Decodes the documents of `list`.
  init(
    decoding list: OpenList, weight: Float, upper: Float, in arena: Arena
  ) throws(DamagedPostings) {
    let postings = list.postings
    let blockCount = postings.blockCount
    // Whole blocks are written, and padding after the last.
    let documents: Column<UInt32> = arena.allocate(128 * blockCount + PostingList.documentCapacity)
    for block in 0..<blockCount {
      guard postings.decodeDocuments(block, into: documents.suffix(from: 128 * block)) else {
        throw DamagedPostings()
      }
    }
    documents.fill(postings.count..<128 * blockCount, with: Self.padding)
    self.init(
      documents: documents, frequencies: nil, count: postings.count, weight: weight, upper: upper,
      list: list, in: arena)
  }

  // MARK: Windows

  mutating func seek(to window: Range<UInt32>) {
    let low = min(self.window.upperBound, count)
    let first = documents.lowerBound(of: window.lowerBound, in: low..<count)
    self.window = first..<documents.lowerBound(of: window.upperBound, in: first..<count)
  }

  @inline(__always)
  var run: PostingRun { PostingRun(documents: documents[window], bounds: bounds[window]) }

  /// What the postings of the window score; nil where ``scores`` were not computed.
  var runScores: Column<Float>? { scores?[window] }

  // MARK: Scores

  func addScores(of batch: ScoredBatch, in segment: SegmentView) {
    batch.addScores(ofPostings: documents[window]) { index, document in
      score(at: window.lowerBound &+ index, of: document, in: segment)
    }
  }

  @inline(__always)
  func score(at index: Int, of document: UInt32, in segment: SegmentView) -> Float {
    if let scores { return scores[index] }
    return segment.score(frequencies?[index] ?? 0, of: document, weight: weight)
  }

  /// Decodes the frequencies, once.
  mutating func decodeFrequencies(in arena: Arena) throws(DamagedPostings) {
    guard frequencies == nil else { return }
    guard let postings = list?.postings else { throw DamagedPostings() }
    let decoded: Column<UInt32> = arena.allocate(128 * postings.blockCount)
    for block in 0..<postings.blockCount {
      guard postings.decodeFrequencies(block, into: decoded.suffix(from: 128 * block)) else {
        throw DamagedPostings()
      }
    }
    frequencies = decoded
  }

  /// Computes ``scores``, and bounds the item by the best.
  mutating func scoreAll(in segment: SegmentView, _ arena: Arena) throws(DamagedPostings) {
    guard scores == nil else { return }
    try decodeFrequencies(in: arena)
    guard let frequencies else { throw DamagedPostings() }
    let scores: Column<Float> = arena.allocate(count)
    let best = segment.score(
      documents, frequencies, count: count, weight: weight, into: scores)
    upper = best * SoundnessFactor.up
    self.scores = scores
  }

  // MARK: Bounds

  func quantize(units: Float, factors: BoundFactors) {
    guard let scores else {
      // ``bound(at:of:units:in:)`` computes them, for the few documents that need it.
      return bounds.fill(0..<count, with: 0)
    }
    unsafe fihrist_bound_scores(
      scores.pointer(for: count), count, units * SoundnessFactor.up, bounds.pointer(for: count))
  }

  /// The bound, in units, of the posting at `index`, which is that of `document`.
  @inline(__always)
  func bound(at index: Int, of document: UInt32, units: Float, in segment: SegmentView) -> UInt8 {
    let scaled = score(at: index, of: document, in: segment) * (units * SoundnessFactor.up)
    return UInt8(min(255, max(1, scaled.rounded(.up))))
  }

  /// 1 more than the greatest bound, because ``bound(at:of:units:in:)`` may round otherwise.
  func upper(units: Float) -> Int { Int(min(255, max(1, (upper * units).rounded(.up)))) + 1 }

  func upper(in window: Range<UInt32>, _ factors: BoundFactors) -> Float { upper }
}
