/// The 15 bounds that a list's codes of four bits stand for.
///
/// Half of them divide the score range evenly. The others divide the postings by repeated halving
/// from the best down. In a long list, one level separates the ten best from the rest. Of the
/// choices measured, this leaves the fewest documents to score exactly
/// (Documentation/Decisions/levels.md). Each level is lowered to a bound that a posting has. Levels
/// that would coincide are moved to the best bounds left.
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
    let total = counts.reduce(0) { $0 &+ UInt64($1) }
    for bound in 0..<256 { isLevel[bound] = false }
    isLevel[maximum] = true
    for eighth in 1...7 { mark(maximum * eighth / 8, counts: counts) }
    for halving in 1...7 { mark(bound(ofRank: total >> halving, counts), counts: counts) }
    // Only if the last of these levels has more than twice the ten best above it.
    if total >> 7 > 20 { separateBest(counts, maximum: maximum) }
    fill(counts, maximum: maximum)
    assign(maximum)
  }

  /// Replaces the least level with one just below the ten best. In a long list, a hundredth of the
  /// postings are better than the last level by rank, and a query of that term alone would score
  /// all of them.
  private mutating func separateBest(_ counts: [UInt32], maximum: Int) {
    if let least = isLevel.firstIndex(of: true), least < maximum { isLevel[least] = false }
    // The stored threshold is rounded down, so a posting one step below may reach it.
    mark(max(1, bound(ofRank: 9, counts) - 2), counts: counts)
  }

  /// Makes the greatest bound in use that is at most `bound` a level.
  private mutating func mark(_ bound: Int, counts: [UInt32]) {
    var bound = bound
    while bound > 0, counts[bound] == 0 { bound -= 1 }
    if bound > 0 { isLevel[bound] = true }
  }

  /// The bound of the posting that `rank` others precede, the best first.
  private func bound(ofRank rank: UInt64, _ counts: [UInt32]) -> Int {
    var better: UInt64 = 0
    var bound = 255
    while better &+ UInt64(counts[bound]) <= rank, bound > 0 {
      better &+= UInt64(counts[bound])
      bound -= 1
    }
    return bound
  }

  /// Moves levels that coincided to the best bounds without a level.
  private mutating func fill(_ counts: [UInt32], maximum: Int) {
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

  /// Numbers the levels down from 15, the greatest; unused codes repeat the least level.
  private mutating func assign(_ maximum: Int) {
    var code = 16
    for bound in stride(from: maximum, through: 1, by: -1) {
      if isLevel[bound] {
        code -= 1
        bounds[code - 1] = UInt8(bound)
      }
      codes[bound] = UInt8(code)
    }
    // The least level comes first and covers everything below it.
    for unused in 0..<code - 1 { bounds[unused] = bounds[code - 1] }
  }
}
