package import FihristStorage

/// The numbers in use in an index directory, also by files that cannot be read; a later commit must
/// use others.
package struct UsedNumbers: Sendable, Hashable {
  /// The highest number of a commit; 0 without any.
  package let generation: UInt64

  /// The highest number of a segment; 0 without any.
  package let segment: UInt64

  /// Reads the names in `directory` and its newest manifest.
  ///
  /// - Parameter count: How many more segments will be written.
  /// - Throws: ``IndexError``: `storage`, or `invalid` if no numbers are left.
  package init(in directory: IndexDirectory, forSegments count: Int) throws(IndexError) {
    var generation: UInt64 = 0
    var segment: UInt64 = 0
    for name in try directory.fileNames() {
      generation = max(generation, IndexFileName.generation(ofManifest: name) ?? 0)
      segment = max(segment, IndexFileName.segmentNumber(of: name) ?? 0)
    }
    // A failed merge may have used a number that is not in any file name any more.
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
