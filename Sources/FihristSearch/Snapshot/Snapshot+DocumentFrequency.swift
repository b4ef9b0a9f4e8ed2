internal import FihristFormat
package import FihristStorage

extension Snapshot {
  /// How many live documents have a term.
  ///
  /// - Parameters:
  ///   - term: Its UTF-8 bytes.
  ///   - space: The ordinal of its term space; 0 for the words of all searched fields.
  /// - Throws: ``IndexError`` of kind `damaged`.
  /// - Complexity: A look-up in each segment; where documents were deleted, O(postings) once.
  package func documentFrequency(
    of term: [UInt8], space: Int = 0
  ) throws(IndexError) -> Int {
    var sum = 0
    for (index, segment) in segments.enumerated() {
      guard let entry = try segment.spaces[space].term(term) else { continue }
      sum += try liveFrequencies.frequency(of: entry, segment: index, in: segment, space: space)
    }
    return sum
  }
}
