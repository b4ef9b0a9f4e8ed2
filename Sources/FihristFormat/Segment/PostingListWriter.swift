internal import FihristStorage

/// Encodes the posting lists and positions of one term space after the other and writes them in
/// sequence.
struct PostingListWriter: ~Copyable {
  private let parameters: RankingParameters
  // The encoder points into the columns, which live as long as this value.
  private var encoder: PostingEncoder?
  private var columns: DocumentColumns?
  private var hasPositions = false
  private var postings: FileWriter
  private var positions: FileWriter?
  private let path: String
  private var postingBytes: [UInt8] = []
  private var positionBytes: [UInt8] = []

  init(
    _ directory: IndexDirectory, segment: UInt64, hasPositions: Bool, parameters: RankingParameters
  ) throws(IndexError) {
    let name = IndexFileName.segment(segment, .postings)
    let postings = try directory.create(name, kind: .postings)
    let positions =
      hasPositions
      ? try directory.create(IndexFileName.segment(segment, .positions), kind: .positions) : nil
    self.postings = postings
    self.positions = positions
    self.parameters = parameters
    path = directory.path(of: name)
  }

  /// Starts the lists of the next term space.
  mutating func startSpace(_ space: TermSpace, columns: DocumentColumns) {
    let impacts = ImpactTable(
      parameters: parameters, averageLength: columns.averageLength, scale: space.scale)
    let shape = ListShape(
      documentCount: columns.documentCount, hasPositions: space.hasPositions,
      hasExcess: space.hasExcess)
    encoder = unsafe PostingEncoder(
      shape: shape, norms: columns.norms, widths: columns.widths.map { unsafe UnsafePointer($0) },
      impacts: impacts)
    self.columns = columns
    hasPositions = space.hasPositions
  }

  /// Writes the list of a term of the space and returns its entry.
  mutating func append(_ columns: PostingColumns) throws(IndexError) -> TermEntry {
    guard columns.count >= 1, columns.count <= self.columns?.documentCount ?? 0 else {
      throw IndexError.invalid(
        path, "a term cannot have \(columns.count) postings",
        advice: "report this as a fault of the software")
    }
    postingBytes.removeAll(keepingCapacity: true)
    positionBytes.removeAll(keepingCapacity: true)
    encoder?.encode(columns, into: &postingBytes, positions: &positionBytes)
    let postingStart = postings.byteCount
    try postings.append(postingBytes)
    guard hasPositions, let positionStart = positions?.byteCount else {
      return TermEntry(
        documentFrequency: columns.count,
        postings: postingStart..<postingStart + postingBytes.count, positions: 0..<0)
    }
    try positions?.append(positionBytes)
    return TermEntry(
      documentFrequency: columns.count,
      postings: postingStart..<postingStart + postingBytes.count,
      positions: positionStart..<positionStart + positionBytes.count)
  }

  /// Completes the files: postings, and positions if there are any.
  consuming func finish(
    synchronize: Bool
  ) throws(IndexError) -> (postings: FileSummary, positions: FileSummary?) {
    let postings = try postings.finish(synchronize: synchronize)
    return (postings, try positions.take()?.finish(synchronize: synchronize))
  }
}
