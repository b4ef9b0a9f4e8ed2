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
    for file in files.map(\.file) { try file.verify(progress) }
    try verifyStructure { _ in }
  }

  /// Checks everything but the checksums of pages that nothing refers to; see ``verify(_:)``.
  ///
  /// - Parameters:
  ///   - progress: called with the number of bytes that were decoded since; in all about those of the
  ///     segment's files.
  ///   - visit: called with each posting, term by term.
  package func verifyStructure(
    _ progress: (Int) -> Void, visiting visit: ((VerifiedPosting) -> Void)? = nil
  ) throws(IndexError) {
    try keys.verify()
    try verifyLengths()
    try verifyLists(progress, visit)
    for id in 0..<UInt32(documentCount) {
      _ = try storedDocument(id)
      progress(Int(info.files[.documents]?.byteCount ?? 0) / documentCount)
    }
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
      throw damagedLengths()
    }
    for document in 0..<documentCount {
      let norm = unsafe norms[document]
      guard norm == Norm.encode(lengths[document] / schema.scale) else {
        throw damage(.norms, "a norm does not fit its length")
      }
    }
  }

  private func verifyLists(
    _ progress: (Int) -> Void, _ visit: ((VerifiedPosting) -> Void)?
  ) throws(IndexError) {
    let verifier = ListVerifier(
      segment: self,
      impacts: ImpactTable(
        parameters: info.parameters, averageLength: info.averageLength, scale: schema.scale),
      visit: visit)
    var cursor = makeTermCursor()
    var previous: [UInt8] = []
    var (postingsEnd, positionsEnd) = (0, 0)
    while try cursor.next() {
      let entry = cursor.entry
      guard previous.lexicographicallyPrecedes(cursor.bytes),
        entry.postings.lowerBound == postingsEnd, entry.positions.lowerBound == positionsEnd
      else { throw terms.damage("its terms are not in order") }
      try verifier.verify(entry, of: cursor.bytes)
      progress(entry.postings.count + entry.positions.count)
      previous = cursor.bytes
      (postingsEnd, positionsEnd) = (entry.postings.upperBound, entry.positions.upperBound)
    }
    guard postingsEnd == postingsFile.byteCount, positionsEnd == positionsFile?.byteCount ?? 0
    else { throw terms.damage("its terms do not account for all postings") }
  }
}

/// A posting that was found sound.
package struct VerifiedPosting {
  /// The term, in UTF-8.
  package let term: [UInt8]
  /// The document's ID.
  package let document: UInt32
  /// The frequency, in units.
  package let frequency: UInt32
  /// The positions, ascending; empty where the segment keeps none.
  package let positions: [UInt32]
}

/// Decodes posting lists and compares them with what they promise.
private struct ListVerifier {
  let segment: SegmentReader
  let impacts: ImpactTable
  let visit: ((VerifiedPosting) -> Void)?

  private typealias Column = UnsafeMutableBufferPointer<UInt32>

  func verify(_ term: TermEntry, of bytes: [UInt8]) throws(IndexError) {
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
    var bestCount = 0
    for index in 0..<list.blockCount {
      guard unsafe block.decode(index, of: list) else { throw damage("cannot be decoded") }
      unsafe try check(block, index, of: list, after: &previous)
      unsafe try checkImpacts(block, index, of: list, &bestCount)
      unsafe try check(positions, block, index, of: list, bytes)
    }
    guard list.tenthBest == 0 || bestCount >= 10 else {
      throw damage("has a tenth best posting that is better than its tenth best")
    }
  }

  private func damage(_ what: String) -> IndexError {
    .damaged(segment.postingsFile.path, "a posting list \(what)")
  }

  private func check(
    _ block: ListBlock, _ index: Int, of list: PostingList, after previous: inout Int
  ) throws(IndexError) {
    for place in 0..<list.blockLength(index) {
      let document = unsafe Int(block.documents[place])
      guard document > previous, document < segment.documentCount else {
        throw damage("does not name ascending documents")
      }
      previous = document
      let frequency = unsafe block.frequencies[place]
      let excess = unsafe block.excess?[place] ?? 0
      guard frequency > excess else { throw damage("has a frequency that is not possible") }
    }
    let last = unsafe block.documents[list.blockLength(index) - 1]
    guard list.form == .short || last == list.lastDocument(index) else {
      throw damage("ends a block with another document than its directory says")
    }
  }

  /// Compares what each posting is worth with the bounds of its list, its block and its own code.
  private func checkImpacts(
    _ block: ListBlock, _ index: Int, of list: PostingList, _ bestCount: inout Int
  ) throws(IndexError) {
    let isBounded = list.count >= ListShape.leastBounded
    let bound = Float(isBounded ? min(list.maximum, list.blockMaximum(index)) : 255)
    let codes = unsafe list.hasCodes && list.form == .blocked ? list.codes(index) : nil
    guard unsafe !list.hasCodes || list.form == .dense || codes != nil else {
      throw damage("has codes that are cut off")
    }
    for place in 0..<list.blockLength(index) {
      let document = unsafe block.documents[place]
      let part = impacts.part(
        frequency: unsafe block.frequencies[place], norm: unsafe segment.norms[Int(document)])
      guard part * 255 <= bound else { throw damage("exceeds its bound") }
      if part * 255 >= Float(list.tenthBest) { bestCount += 1 }
      guard let levels = unsafe list.levels else { continue }
      let code =
        unsafe codes.map { unsafe $0[place & 63] >> UInt8(place >> 6 * 4) & 15 }
        ?? list.code(of: document)
      guard code > 0, unsafe part * 255 <= Float(levels[Int(code) - 1]) else {
        throw damage("has a code that does not bound its posting")
      }
    }
  }

  private func check(
    _ positions: PositionList?, _ block: ListBlock, _ index: Int, of list: PostingList,
    _ term: [UInt8]
  ) throws(IndexError) {
    let starts = UnsafeMutablePointer<UInt64>.allocate(capacity: 129)
    defer { unsafe starts.deallocate() }
    if let positions {
      let isSound = unsafe positions.locate(
        index, documents: block.documents, frequencies: block.frequencies, excess: block.excess,
        into: starts)
      guard isSound else { throw damage("has positions that are cut off") }
    }
    var found: [UInt32] = []
    for place in 0..<list.blockLength(index) {
      let document = unsafe block.documents[place]
      unsafe positions?.decode(
        place, of: index, document: document, starts: starts, into: &found)
      guard zip(found, found.dropFirst()).allSatisfy({ $0 < $1 }) else {
        throw damage("has positions that do not ascend")
      }
      let frequency = unsafe block.frequencies[place]
      visit?(
        VerifiedPosting(
          term: term, document: document, frequency: frequency, positions: found))
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
