/// Distances between words by the whole table, in halves of an edit.
enum EditOracle {
  private static let confused: [Set<Unicode.Scalar>] = [["ت", "ط", "ث"], ["ض", "ظ"], ["ط", "ظ"]]

  /// The restricted distance of Damerau between two words of ت, ط and others.
  static func distance(_ one: String, _ other: String, isWeighted: Bool) -> Int {
    let one = Array(one.unicodeScalars)
    let other = Array(other.unicodeScalars)
    var table = [[Int]](
      repeating: [Int](repeating: 0, count: other.count + 1), count: one.count + 1)
    for row in 0...one.count {
      for column in 0...other.count {
        if row == 0 || column == 0 {
          table[row][column] = 2 * (row + column)
          continue
        }
        let (a, b) = (one[row - 1], other[column - 1])
        let isConfused = isWeighted && confused.contains { $0.contains(a) && $0.contains(b) }
        var least = min(table[row - 1][column], table[row][column - 1]) + 2
        least = min(least, table[row - 1][column - 1] + (a == b ? 0 : isConfused ? 1 : 2))
        if row > 1, column > 1, a == other[column - 2], one[row - 2] == b {
          least = min(least, table[row - 2][column - 2] + 2)
        }
        table[row][column] = least
      }
    }
    return table[one.count][other.count]
  }
}
