internal import FihristKernels
internal import FihristStorage

/// Where the packed positions of a phrase's terms are, with a row of terms for each candidate of a
/// batch.
///
/// The runs point into the mapped positions of the segment; ``PositionColumns`` makes them from
/// bytes that it has checked, so they are valid as long as the segment is mapped.
@safe struct PositionRuns {
  private let runs: Column<fihrist_position_run>
  private let termCount: Int

  /// Makes rows of `termCount` terms for `candidateCount` candidates.
  init(termCount: Int, candidateCount: Int, in arena: Arena) {
    unsafe runs = arena.allocate(termCount * candidateCount)
    self.termCount = termCount
  }

  /// Finds the positions of a term in as many of the candidates `chosen` as have their postings in
  /// `block`.
  ///
  /// - Parameters:
  ///   - documents: The document of each candidate.
  ///   - postings: The index in the term's list of each document's posting.
  ///   - offset: The term's distance from the phrase's first term, in positions.
  /// - Returns: How many; the next one's posting is in another block, or damaged.
  func locate(
    _ chosen: Column<Int>, count: Int, in block: Column<fihrist_position_block>,
    documents: Column<UInt32>, postings: Column<UInt32>, offset: UInt32, term: Int
  ) -> Int {
    assert(term < termCount)
    return unsafe fihrist_locate_positions(
      block.pointer(for: 1), chosen.pointer(for: count), count,
      documents.pointer(for: documents.count), postings.pointer(for: postings.count), offset,
      runs.suffix(from: term).pointer(for: 1), termCount)
  }

  /// How often a candidate has the phrase of the first `terms` terms; its positions take `width`
  /// bits.
  @inline(__always)
  func occurrences(in candidate: Int, terms: Int, width: UInt32) -> UInt32 {
    unsafe fihrist_phrase_occurrences(
      runs.suffix(from: candidate &* termCount).pointer(for: terms), terms, width)
  }

  /// Whether a candidate has the first two terms, less their offsets, at most `slop` apart; its
  /// positions take `width` bits.
  @inline(__always)
  func isPairNear(in candidate: Int, slop: UInt32, width: UInt32) -> Bool {
    let pair = unsafe runs.suffix(from: candidate &* termCount).pointer(for: 2)
    return unsafe fihrist_positions_near(pair, pair + 1, width, slop)
  }

  /// Makes `positions` those of a term in a candidate; they take `width` bits.
  func decode(_ candidate: Int, term: Int, width: UInt32, into positions: inout [UInt32]) {
    let run = unsafe runs[candidate &* termCount &+ term]
    positions.removeAll(keepingCapacity: true)
    // Without bits, only the size of the file bounds the count.
    guard width > 0 else { return }
    unsafe positions.append(contentsOf: repeatElement(0, count: Int(run.count)))
    unsafe positions.withUnsafeMutableBufferPointer { memory in
      guard let first = memory.baseAddress else { return }
      unsafe fihrist_unpack_bits(run.block, run.start, width, Int(run.count), first)
    }
  }
}
