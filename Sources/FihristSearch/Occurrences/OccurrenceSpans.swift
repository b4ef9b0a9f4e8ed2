/// Where parts of a query occur in one text or document, as ranges of indexes.
struct OccurrenceSpans {
  private var spans: [Range<Int>] = []

  /// Adds an occurrence.
  mutating func append(_ span: Range<Int>) { spans.append(span) }

  /// Forgets all.
  mutating func removeAll() { spans.removeAll(keepingCapacity: true) }

  /// The occurrences in order and without overlap: of those that overlap the first counts, and of
  /// those that start together the longest.
  ///
  /// - Complexity: O(n · log n).
  mutating func resolved() -> [Range<Int>] {
    spans.sort {
      $0.lowerBound != $1.lowerBound
        ? $0.lowerBound < $1.lowerBound : $0.upperBound > $1.upperBound
    }
    var end = 0
    return spans.filter { span in
      guard span.lowerBound >= end else { return false }
      end = span.upperBound
      return true
    }
  }
}
