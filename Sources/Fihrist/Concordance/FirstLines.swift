/// The first lines in an order, of all that were added.
struct FirstLines {
  private let limit: Int
  private var lines: [(line: ConcordanceWalk.Line, number: Int)] = []

  /// How many were added.
  private(set) var count = 0

  /// - Parameter limit: How many lines are kept, 0 or more.
  init(limit: Int) { self.limit = limit }

  /// Adds a line behind those that are equal.
  ///
  /// - Complexity: O(log `limit`) on average; memory for twice the limit.
  mutating func add(_ line: ConcordanceWalk.Line) {
    lines.append((line, count))
    count += 1
    if lines.count / 2 >= max(limit, 32) { cut() }
  }

  /// The lines in order.
  mutating func sorted() -> [ConcordanceLine] {
    cut()
    return lines.map { found in
      var line = found.line.line
      line.sortKey = String(decoding: found.line.sortKey, as: UTF8.self)
      return line
    }
  }

  private mutating func cut() {
    lines.sort { one, other in
      one.line.sortKey == other.line.sortKey
        ? one.number < other.number
        : one.line.sortKey.lexicographicallyPrecedes(other.line.sortKey)
    }
    if lines.count > limit { lines.removeSubrange(limit...) }
  }
}
