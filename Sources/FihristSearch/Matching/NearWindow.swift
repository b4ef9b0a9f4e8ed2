/// Looks for occurrences of terms that are near each other.
struct NearWindow {
  /// A term: which of the lists of positions it has, and its offset.
  struct Part {
    var list: Int
    var offset: Int
  }

  private let parts: [Part]
  private let slop: Int
  private let isOrdered: Bool

  /// - Parameters:
  ///   - parts: In their order.
  ///   - slop: By how much positions less offsets may differ.
  ///   - isOrdered: Whether positions must ascend in the order of `parts`.
  init(_ parts: [Part], slop: Int, isOrdered: Bool) {
    // Occurrences of one term are given out in ascending order, which needs its offsets ascending.
    self.parts =
      isOrdered
      ? parts
      : parts.enumerated().sorted {
        ($0.element.list, $0.element.offset, $0.offset)
          < ($1.element.list, $1.element.offset, $1.offset)
      }.map(\.element)
    self.slop = slop
    self.isOrdered = isOrdered
  }

  /// Whether there is an occurrence for each part, no two parts having the same one.
  ///
  /// - Parameters:
  ///   - positions: For each list its positions, ascending.
  ///   - range: Where occurrences may be.
  /// - Complexity: O(positions · parts · log positions).
  func exists(in positions: [[UInt32]], within range: Range<UInt32>) -> Bool {
    // The least of positions less offsets is that of some occurrence.
    for part in parts {
      for position in positions[part.list]
      where range.contains(position)
        && fits(positions, within: range, from: Int(position) - part.offset)
      {
        return true
      }
    }
    return false
  }

  /// Whether all parts have occurrences whose positions less offsets are from `start` to
  /// `start + slop`.
  private func fits(
    _ positions: [[UInt32]], within range: Range<UInt32>, from start: Int
  ) -> Bool {
    var before = -1
    var list = -1
    for part in parts {
      var least = max(start + part.offset, Int(range.lowerBound))
      if isOrdered || part.list == list { least = max(least, before + 1) }
      guard let position = Self.first(in: positions[part.list], from: least),
        position < range.upperBound, position <= start + part.offset + slop
      else { return false }
      before = position
      list = part.list
    }
    return true
  }

  private static func first(in positions: [UInt32], from least: Int) -> Int? {
    var low = 0
    var high = positions.count
    while low < high {
      let middle = (low + high) / 2
      if Int(positions[middle]) < least { low = middle + 1 } else { high = middle }
    }
    return low < positions.count ? Int(positions[low]) : nil
  }
}
