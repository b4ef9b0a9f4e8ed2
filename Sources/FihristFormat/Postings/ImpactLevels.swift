/// The 15 bounds that a list's codes of four bits stand for.
///
/// Half of them divide the score evenly, half the postings by halves from the best down: of the
/// choices measured that leaves the fewest documents to score exactly. Each is lowered to a bound
/// that a posting has; levels that would coincide go to the best bounds left.
struct ImpactLevels {
  /// Ascending; the last is the greatest bound of the list. In 255ths.
  private(set) var bounds = [UInt8](repeating: 0, count: 15)
  /// For each bound the code (1...15) of the least level not below it.
  private(set) var codes = [UInt8](repeating: 0, count: 256)
  /// The bounds chosen so far.
  private var isLevel = [Bool](repeating: false, count: 256)

  /// Chooses the levels of a list.
  ///
  /// - Parameter counts: For each bound (1...255) the postings that have it; at least one posting.
  mutating func choose(from counts: [UInt32]) {
    guard let maximum = counts.lastIndex(where: { $0 != 0 }) else { return }
    for bound in 0..<256 { isLevel[bound] = false }
    isLevel[maximum] = true
    for eighth in 1...7 { mark(maximum * eighth / 8, counts) }
    markByRank(counts, maximum)
    fill(counts, maximum)
    assign(maximum)
  }

  /// Makes the greatest bound in use that is at most `bound` a level.
  private mutating func mark(_ bound: Int, _ counts: [UInt32]) {
    var bound = bound
    while bound > 0, counts[bound] == 0 { bound -= 1 }
    if bound > 0 { isLevel[bound] = true }
  }

  /// Makes the bounds of the postings at ranks n/2, n/4, … n/128 levels.
  private mutating func markByRank(_ counts: [UInt32], _ maximum: Int) {
    let total = counts.reduce(0) { $0 &+ UInt64($1) }
    var better: UInt64 = 0
    var bound = maximum
    for halving in (1...7).reversed() {
      let rank = total >> UInt64(halving)
      while better &+ UInt64(counts[bound]) <= rank, bound > 0 {
        better &+= UInt64(counts[bound])
        bound -= 1
      }
      mark(bound, counts)
    }
  }

  /// Gives levels that coincided to the best bounds that have none.
  private mutating func fill(_ counts: [UInt32], _ maximum: Int) {
    var free = 15 - isLevel.count { $0 }
    var bound = maximum
    while free > 0, bound > 0 {
      if counts[bound] != 0, !isLevel[bound] {
        isLevel[bound] = true
        free -= 1
      }
      bound -= 1
    }
  }

  /// Numbers the levels from the greatest, 15, down; codes left over repeat the least level.
  private mutating func assign(_ maximum: Int) {
    var code = 16
    for bound in stride(from: maximum, through: 1, by: -1) {
      if isLevel[bound] {
        code -= 1
        bounds[code - 1] = UInt8(bound)
      }
      codes[bound] = UInt8(code)
    }
    // The least level is the first one: it serves all that is below it.
    for unused in 0..<code - 1 { bounds[unused] = bounds[code - 1] }
  }
}
