/// The chunks in which the postings of a leading list are processed: few postings at first, so that
/// a threshold is known for most of them.
struct LeadingChunks {
  private var next = 0
  private var length: Int
  private let count: Int

  /// Postings of the first chunk of those that double.
  private static let firstLength = 2048

  /// - Parameters:
  ///   - count: The postings of the list.
  ///   - isComplete: Whether all postings are wanted, not only the best.
  init(of count: Int, windowLength: Int, isComplete: Bool) {
    self.count = count
    // Whole blocks, and no more than a window, so that tests get many chunks from small windows.
    let first = min(Self.firstLength, max(128, windowLength & ~127))
    length = isComplete ? Candidates.capacity : first
  }

  /// The next chunk; nil after the last.
  mutating func popFirst() -> Range<Int>? {
    guard next < count else { return nil }
    let first = next
    next += min(length, count - first)
    length = min(2 * length, Candidates.capacity)
    return first..<next
  }
}
