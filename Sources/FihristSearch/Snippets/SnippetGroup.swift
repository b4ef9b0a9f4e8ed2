/// Terms that count only together: those of a phrase, or of words near each other.
struct SnippetGroup: Sendable, Hashable {
  /// A term by its number in ``SnippetTargets``, and its offset in the group.
  struct Member: Sendable, Hashable {
    var number: Int
    var offset: Int
  }

  /// The members, by ascending offset.
  var members: [Member]

  /// By how much positions less offsets may differ.
  var slop: Int

  /// The words of the members as the text must have them; `nil` if any spelling will do.
  var written: String?

  /// No more members of a longer phrase are looked at, and no more groups of a query.
  static let maximumCount = 64
}

extension SnippetGroup {
  /// Where the group is complete in `matches`, which are in the order of the text.
  ///
  /// Of each occurrence of the first member, the nearest occurrences of the others are taken; a
  /// member is complete there if all are within the slop of it. For a phrase that is exact.
  ///
  /// - Parameters:
  ///   - target: The group's number.
  ///   - taken: Set for each match that is a part of a complete occurrence.
  ///   - isWanted: Whether an occurrence counts, by its bytes in the text.
  /// - Complexity: O(members · matches · log matches).
  func occurrences(
    in matches: [SnippetMatches.Match], target: Int, _ taken: inout [Bool],
    where isWanted: (Range<Int>) -> Bool = { _ in true }
  ) -> [SnippetGroupMatch] {
    // For each member, its matches with their positions less the offset, both ascending.
    let found = members.map { member in
      matches.indices.lazy.filter { matches[$0].term == member.number }
        .map { (index: $0, start: matches[$0].position - member.offset) }
    }
    let lists = found.map(Array.init)
    guard lists.allSatisfy({ !$0.isEmpty }) else { return [] }
    var complete: [SnippetGroupMatch] = []
    for (number, list) in lists.enumerated() {
      for one in list {
        var (first, last) = (one.index, one.index)
        let isComplete = lists.allSatisfy { other in
          guard let near = Self.nearest(to: one.start, in: other), near.distance <= slop else {
            return false
          }
          first = min(first, near.index)
          last = max(last, near.index)
          return true
        }
        guard isComplete,
          isWanted(matches[first].bytes.lowerBound..<matches[last].bytes.upperBound)
        else { continue }
        taken[one.index] = true
        if number == 0 { complete.append(.init(first: first, last: last, target: target)) }
      }
    }
    return complete
  }

  private static func nearest(
    to start: Int, in list: [(index: Int, start: Int)]
  ) -> (index: Int, distance: Int)? {
    var (low, high) = (0, list.count)
    while low < high {
      let middle = (low + high) / 2
      if list[middle].start < start { low = middle + 1 } else { high = middle }
    }
    let candidates = [low - 1, low].filter(list.indices.contains)
    return candidates.map { (list[$0].index, abs(list[$0].start - start)) }
      .min { $0.1 < $1.1 }
  }
}
