internal import FihristStorage

/// Consecutive postings by ascending document, with their bounds in units.
struct PostingRun {
  let documents: Column<UInt32>
  let bounds: Column<UInt8>

  /// How many there are.
  var count: Int { documents.count }
}
