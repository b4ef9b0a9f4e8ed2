package import FihristStorage

/// The numbers that are taken in an index directory, also by files that cannot be read: a commit
/// that follows must have others.
package struct UsedNumbers: Sendable, Hashable {
  /// The highest number of a commit; 0 without any.
  package let generation: UInt64

  /// The highest number of a segment; 0 without any.
  package let segment: UInt64

  /// Looks at the names in `directory` and at its newest manifest.
  ///
  /// - Parameter count: How many segments more there are to be.
  /// - Throws: ``IndexError``: `storage`, or `invalid` if there are no numbers left.
  package init(in directory: IndexDirectory, forSegments count: Int) throws(IndexError) {
    var generation: UInt64 = 0
    var segment: UInt64 = 0
    for name in try directory.fileNames() {
      generation = max(generation, IndexFileName.generation(ofManifest: name) ?? 0)
      segment = max(segment, IndexFileName.segmentNumber(of: name) ?? 0)
    }
    // A failed merge may have had a number that no file bears any more.
    if let next = try? Manifest.newest(in: directory).nextSegment, next > 0 {
      segment = max(segment, next - 1)
    }
    guard generation < UInt64.max, segment < UInt64.max - UInt64(count) - 1 else {
      throw IndexError.invalid(
        directory.path, "it has no numbers left for another commit",
        advice: "choose a new directory")
    }
    self.generation = generation
    self.segment = segment
  }
}
