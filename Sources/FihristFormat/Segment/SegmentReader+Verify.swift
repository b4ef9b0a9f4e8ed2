package import FihristStorage

extension SegmentReader {
  /// Reads the whole segment and checks all that can be checked: every page's checksum; the order of
  /// terms and keys; that posting lists lie side by side, name ascending documents, keep their bounds
  /// and decode, with their positions; that every stored document decodes; the sums.
  ///
  /// - Parameter progress: called with the number of bytes whose checksums were compared since.
  /// - Throws: ``IndexError`` of kind `damaged` for the first fault.
  /// - Complexity: O(bytes); memory for one posting list's positions.
  package func verify(_ progress: (Int) -> Void) throws(IndexError) {
    for file in files { try file.verify(progress) }
    try keys.verify()
    try verifyLengths()
    try verifyLists()
    try documents.verify()
  }

  private func verifyLengths() throws(IndexError) {
    let lengths = try lengths()
    let total = lengths.reduce(UInt64(0)) { $0 + UInt64($1) }
    var liveTotal = total
    if let live {
      liveTotal = lengths.indices.reduce(0) {
        live.isLive(UInt32($1)) ? $0 + UInt64(lengths[$1]) : $0
      }
    }
    guard total == info.totalLength, liveTotal == info.liveTotalLength else {
      throw IndexError.damaged(
        files[files.count - 3].path, "the lengths do not add up to the manifest's sum")
    }
    for document in 0..<documentCount {
      let norm = unsafe norms[document]
      guard norm == Norm.encode(lengths[document] / schema.scale) else {
        throw IndexError.damaged(files[files.count - 3].path, "a norm does not fit its length")
      }
    }
  }

  private func verifyLists() throws(IndexError) {
    let verifier = ListVerifier(
      segment: self,
      impacts: ImpactTable(
        parameters: info.parameters, averageLength: info.averageLength, scale: schema.scale))
    var cursor = makeTermCursor()
    var previous: [UInt8] = []
    var (postingsEnd, positionsEnd) = (0, 0)
    while try cursor.next() {
      let entry = cursor.entry
      guard previous.lexicographicallyPrecedes(cursor.bytes),
        entry.postings.lowerBound == postingsEnd, entry.positions.lowerBound == positionsEnd
      else { throw terms.damage("its terms are not in order") }
      try verifier.verify(entry)
      previous = cursor.bytes
      (postingsEnd, positionsEnd) = (entry.postings.upperBound, entry.positions.upperBound)
    }
    guard postingsEnd == postingsFile.byteCount, positionsEnd == positionsFile?.byteCount ?? 0
    else { throw terms.damage("its terms do not account for all postings") }
  }
}

/// Decodes posting lists and compares them with what they promise.
private struct ListVerifier {
  let segment: SegmentReader
  let impacts: ImpactTable

  private typealias Column = UnsafeMutableBufferPointer<UInt32>

  func verify(_ term: TermEntry) throws(IndexError) {
    let list = try segment.postings(of: term)
    let positions =
      segment.positionsFile == nil ? nil : try segment.positions(of: term, list)
    // One allocation for three columns, each with the room that decoding documents asks for.
    let room = PostingList.documentRoom
    let columns = Column.allocate(capacity: 3 * room)
    unsafe columns.initialize(repeating: 0)
    defer { unsafe columns.deallocate() }
    let documents = columns.baseAddress!
    let block = unsafe ListBlock(
      documents: documents, frequencies: documents + room,
      excess: list.shape.hasExcess ? documents + 2 * room : nil)
    var previous = -1
    for index in 0..<list.blockCount {
      guard unsafe block.decode(index, of: list) else { throw damage("cannot be decoded") }
      unsafe try check(block, index, of: list, after: &previous)
      if let positions { unsafe try check(positions, block, index, of: list) }
    }
  }

  private func damage(_ what: String) -> IndexError {
    .damaged(segment.postingsFile.path, "a posting list \(what)")
  }

  private func check(
    _ block: ListBlock, _ index: Int, of list: PostingList, after previous: inout Int
  ) throws(IndexError) {
    let isBounded = list.count >= ListShape.leastBounded
    let bound = Float(isBounded ? min(list.maximum, list.blockMaximum(index)) : 255)
    for place in 0..<list.blockLength(index) {
      let document = unsafe Int(block.documents[place])
      guard document > previous, document < segment.documentCount else {
        throw damage("does not name ascending documents")
      }
      previous = document
      let frequency = unsafe block.frequencies[place]
      let excess = unsafe block.excess?[place] ?? 0
      guard frequency > excess else { throw damage("has a frequency that is not possible") }
      let part = impacts.part(frequency: frequency, norm: unsafe segment.norms[document])
      guard part * 255 <= bound else { throw damage("exceeds its bound") }
    }
    let last = unsafe block.documents[list.blockLength(index) - 1]
    guard list.form == .short || last == list.lastDocument(index) else {
      throw damage("ends a block with another document than its directory says")
    }
  }

  private func check(
    _ positions: PositionList, _ block: ListBlock, _ index: Int, of list: PostingList
  ) throws(IndexError) {
    let starts = UnsafeMutablePointer<UInt64>.allocate(capacity: 129)
    defer { unsafe starts.deallocate() }
    let isSound = unsafe positions.locate(
      index, documents: block.documents, frequencies: block.frequencies, excess: block.excess,
      into: starts)
    guard isSound else { throw damage("has positions that are cut off") }
    var found: [UInt32] = []
    for place in 0..<list.blockLength(index) {
      unsafe positions.decode(
        place, of: index, document: block.documents[place], starts: starts, into: &found)
      guard zip(found, found.dropFirst()).allSatisfy({ $0 < $1 }) else {
        throw damage("has positions that do not ascend")
      }
    }
  }
}

/// The decoded columns of one block; whoever makes it keeps their memory.
@unsafe private struct ListBlock {
  let documents: UnsafeMutablePointer<UInt32>
  let frequencies: UnsafeMutablePointer<UInt32>
  let excess: UnsafeMutablePointer<UInt32>?

  func decode(_ block: Int, of list: PostingList) -> Bool {
    guard unsafe list.decodeDocuments(block, into: documents),
      unsafe list.decodeFrequencies(block, into: frequencies)
    else { return false }
    guard let excess = unsafe excess else { return true }
    return unsafe list.decodeExcess(block, into: excess)
  }
}
