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

  /// Sets the positions of a term in a candidate.
  @inline(__always)
  func set(_ candidate: Int, term: Int, to run: fihrist_position_run) {
    assert(term < termCount)
    unsafe runs[candidate &* termCount &+ term] = run
  }

  /// How often a candidate has the phrase of the first `terms` terms; its positions take `width`
  /// bits.
  @inline(__always)
  func occurrences(in candidate: Int, terms: Int, width: UInt32) -> UInt32 {
    unsafe fihrist_phrase_occurrences(
      runs.suffix(from: candidate &* termCount).pointer(for: terms), terms, width)
  }
}
