internal import FihristKernels
internal import FihristStorage

/// Documents of a window that are scored together, and the sums of their scores.
struct ScoredBatch {
  /// The document that ``candidates`` count from.
  let start: UInt32
  /// The documents, less ``start``.
  let candidates: Column<UInt32>
  /// How many there are.
  let count: Int
  /// The sum of each.
  let sums: Column<Float>
  /// Scratch for the indices of postings, one for each document.
  let indices: Column<UInt32>

  /// The document at `index`.
  @inline(__always)
  func document(_ index: Int) -> UInt32 { start &+ candidates[index] }

  /// Adds the scores of the postings among the ascending `documents`.
  ///
  /// - Parameter score: The score of the posting at an index of `documents`, and its document.
  @inline(__always)
  func addScores(
    ofPostings documents: Column<UInt32>, _ score: (Int, UInt32) -> Float
  ) {
    unsafe fihrist_find_documents(
      documents.pointer(for: documents.count), documents.count, start,
      candidates.pointer(for: count), count, indices.pointer(for: count))
    for index in 0..<count where indices[index] != .max {
      sums[index] += score(Int(indices[index]), document(index))
    }
  }
}
