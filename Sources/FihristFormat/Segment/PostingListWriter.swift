internal import FihristStorage

/// Encodes posting lists and positions and writes them one behind the other.
struct PostingListWriter: ~Copyable {
  private var encoder: PostingEncoder
  private let columns: DocumentColumns
  private var postings: FileWriter
  private var positions: FileWriter?
  private let path: String
  private var postingBytes: [UInt8] = []
  private var positionBytes: [UInt8] = []

  init(
    _ directory: IndexDirectory, segment: UInt64, schema: Schema, parameters: RankingParameters,
    columns: DocumentColumns
  ) throws(IndexError) {
    let name = IndexFileName.segment(segment, .postings)
    let postings = try directory.create(name, kind: .postings)
    let positions =
      schema.hasPositions
      ? try directory.create(IndexFileName.segment(segment, .positions), kind: .positions) : nil
    self.postings = postings
    self.positions = positions
    path = directory.path(of: name)
    self.columns = columns
    let impacts = ImpactTable(
      parameters: parameters, averageLength: columns.averageLength(scale: schema.scale),
      scale: schema.scale)
    let shape = ListShape(
      documentCount: columns.documentCount, hasPositions: schema.hasPositions,
      hasExcess: schema.hasExcess)
    // The columns object lives as long as this value, and with it both pointers.
    encoder = unsafe PostingEncoder(
      shape: shape, norms: columns.norms, widths: columns.widths.map { unsafe UnsafePointer($0) },
      impacts: impacts)
  }

  /// Writes the list of a term and says where it lies.
  mutating func append(_ columns: PostingColumns) throws(IndexError) -> TermEntry {
    guard columns.count >= 1, columns.count <= self.columns.documentCount else {
      throw IndexError.invalid(
        path, "a term with \(columns.count) postings is not possible",
        advice: "report this as a fault of the software")
    }
    postingBytes.removeAll(keepingCapacity: true)
    positionBytes.removeAll(keepingCapacity: true)
    encoder.encode(columns, into: &postingBytes, positions: &positionBytes)
    let postingStart = postings.byteCount
    try postings.append(postingBytes)
    let positionStart = positions?.byteCount ?? 0
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
