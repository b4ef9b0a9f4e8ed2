package import FihristStorage

extension SegmentReader {
  /// Reads the whole segment and checks all that can be checked: every page's checksum; the order
  /// of terms and keys; that posting lists are adjacent, name ascending documents, respect their
  /// bounds and decode, with their positions; that every stored document decodes; and the sums.
  ///
  /// - Parameter progress: called with the number of bytes whose checksums were compared since the
  ///   last call.
  /// - Throws: ``IndexError`` of kind `damaged` for the first fault.
  /// - Complexity: O(bytes); memory for one posting list's positions.
  package func verify(_ progress: (Int) -> Void) throws(IndexError) {
    for file in files.map(\.file) { try file.verify(progress) }
    try verifyStructure { _ in }
  }

  /// Checks everything but the checksums of pages that nothing refers to; see ``verify(_:)``.
  ///
  /// - Parameters:
  ///   - progress: called with the number of bytes that were decoded since the last call; in total
  ///     about those of the segment's files.
  ///   - visit: called with each posting, term by term.
  package func verifyStructure(
    _ progress: (Int) -> Void, visiting visit: ((VerifiedPosting) -> Void)? = nil
  ) throws(IndexError) {
    try keys.verify()
    try verifyLengths()
    try verifyFieldEnds()
    try columns?.verify()
    try verifyLists(progress, visit)
    for id in 0..<UInt32(documentCount) {
      _ = try storedDocument(id)
      progress(Int(info.files[.documents]?.byteCount ?? 0) / documentCount)
    }
  }

  private func verifyLengths() throws(IndexError) {
    for space in spaces { try verifyLengths(of: space) }
  }

  private func verifyLengths(of space: SegmentSpace) throws(IndexError) {
    let lengths = try space.lengths()
    let info = info.spaces[space.space.ordinal]
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
      let norm = unsafe space.norms[document]
      guard norm == Norm.encode(lengths[document] / space.space.scale) else {
        throw damage(.norms, "a norm does not fit its length")
      }
    }
  }

  /// Checks that field ends can be read, and that the last position of a document with tokens is
  /// before its last field end.
  private func verifyFieldEnds() throws(IndexError) {
    guard let fieldEnds else { return }
    var ends: [UInt32] = []
    for document in 0..<UInt32(documentCount) {
      try fieldEnds.read(document, into: &ends)
      for space in spaces {
        guard let widths = unsafe space.positionWidths, unsafe widths[Int(document)] > 0 else {
          continue
        }
        let least = unsafe UInt64(1) << UInt64(widths[Int(document)] - 1)
        guard UInt64(ends.last ?? 0) > (least == 1 ? 0 : least) else {
          throw damage(.norms, "the fields of a document end before its last position")
        }
      }
    }
  }

  private func verifyLists(
    _ progress: (Int) -> Void, _ visit: ((VerifiedPosting) -> Void)?
  ) throws(IndexError) {
    var (postingsEnd, positionsEnd) = (0, 0)
    for space in spaces {
      let verifier = ListVerifier(segment: self, space: space, visit: visit)
      var cursor = space.makeTermCursor()
      var previous: [UInt8] = []
      var frequentCount = 0
      while try cursor.next() {
        let entry = cursor.entry
        guard previous.lexicographicallyPrecedes(cursor.bytes),
          entry.postings.lowerBound == postingsEnd,
          !space.space.hasPositions || entry.positions.lowerBound == positionsEnd
        else { throw space.terms.damage("its terms are not in order") }
        try verifier.verify(entry, of: cursor.bytes)
        if try space.terms.verifiesAsFrequent(cursor.bytes, entry) { frequentCount += 1 }
        progress(entry.postings.count + entry.positions.count)
        previous = cursor.bytes
        postingsEnd = entry.postings.upperBound
        if space.space.hasPositions { positionsEnd = entry.positions.upperBound }
      }
      try space.terms.verifyFrequent(count: frequentCount)
    }
    guard postingsEnd == files[.postings]?.byteCount,
      positionsEnd == files[.positions]?.byteCount ?? 0
    else { throw words.terms.damage("its terms do not account for all postings") }
  }
}

/// Decodes posting lists and compares them with their directories and bounds.
private struct ListVerifier {
  private let documentCount: Int
  private let space: SegmentSpace
  private let impacts: ImpactTable
  private let visit: ((VerifiedPosting) -> Void)?

  init(
    segment: SegmentReader, space: SegmentSpace, visit: ((VerifiedPosting) -> Void)?
  ) {
    documentCount = segment.documentCount
    self.space = space
    self.visit = visit
    impacts = ImpactTable(
      parameters: segment.info.parameters,
      averageLength: segment.info.spaces[space.space.ordinal].averageLength,
      scale: space.space.scale)
  }

  func verify(_ term: TermEntry, of bytes: [UInt8]) throws(IndexError) {
    let list = try space.postings(of: term)
    let positions = space.space.hasPositions ? try space.positions(of: term, list) : nil
    var block = PostingBlock()
    var previous = -1
    var bestCount = 0
    for index in 0..<list.blockCount {
      guard block.decode(index, of: list) else { throw damage("cannot be decoded") }
      try check(block, of: list, after: &previous)
      try checkImpacts(block, of: list, &bestCount)
      try check(positions, block: &block, term: bytes)
    }
    guard list.tenthBest == 0 || bestCount >= 10 else {
      throw damage("has a tenth best posting that is better than its tenth best")
    }
  }

  private func damage(_ what: String) -> IndexError {
    space.damage("a posting list \(what)")
  }

  private func check(
    _ block: borrowing PostingBlock, of list: PostingList, after previous: inout Int
  ) throws(IndexError) {
    for index in 0..<block.count {
      let document = Int(block.documents[index])
      guard document > previous, document < documentCount else {
        throw damage("does not name ascending documents")
      }
      previous = document
      guard block.frequencies[index] > block.excess[index] else {
        throw damage("has a frequency that is out of range")
      }
    }
    let last = block.documents[block.count - 1]
    guard list.form == .short || last == list.lastDocument(block.number) else {
      throw damage("ends a block with another document than its directory says")
    }
  }

  /// Compares the impact of each posting with the bounds of its list, its block and its own code.
  private func checkImpacts(
    _ block: borrowing PostingBlock, of list: PostingList, _ bestCount: inout Int
  ) throws(IndexError) {
    let isBounded = list.count >= ListShape.leastBounded
    let bound = Float(isBounded ? min(list.maximum, list.blockMaximum(block.number)) : 255)
    let codes = unsafe list.hasCodes && list.form == .blocked ? list.codes(block.number) : nil
    guard unsafe !list.hasCodes || list.form == .dense || codes != nil else {
      throw damage("has codes that are cut off")
    }
    for index in 0..<block.count {
      let document = block.documents[index]
      let part = impacts.part(
        frequency: block.frequencies[index], norm: unsafe space.norms[Int(document)])
      guard part * 255 <= bound else { throw damage("exceeds its bound") }
      if part * 255 >= Float(list.tenthBest) { bestCount += 1 }
      guard list.hasCodes else { continue }
      // 64 bytes are readable, and `index` is below 128.
      let code =
        unsafe codes.map { unsafe $0[index & 63] >> UInt8(index >> 6 * 4) & 15 }
        ?? list.code(of: document)
      guard code > 0, part * 255 <= Float(list.level(Int(code))) else {
        throw damage("has a code that does not bound its posting")
      }
    }
  }

  private func check(
    _ positions: PositionList?, block: inout PostingBlock, term: [UInt8]
  ) throws(IndexError) {
    if let positions, !block.locatePositions(of: positions) {
      throw damage("has positions that are cut off")
    }
    var found: [UInt32] = []
    for index in 0..<block.count {
      positions?.decode(index, of: block, into: &found)
      guard zip(found, found.dropFirst()).allSatisfy({ $0 < $1 }) else {
        throw damage("has positions that do not ascend")
      }
      visit?(
        VerifiedPosting(
          space: space.space.ordinal, term: term, document: block.documents[index],
          frequency: block.frequencies[index],
          positions: found))
    }
  }
}
