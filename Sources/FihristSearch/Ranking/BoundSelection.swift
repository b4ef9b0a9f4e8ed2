internal import FihristKernels
internal import FihristStorage

/// Finds the best of many candidates from one-byte bounds of their scores, scoring few of them
/// exactly.
///
/// A conforming type holds the bounds and scores candidates; its candidates have the indices of
/// their bounds.
protocol BoundSelection {
  /// Bounds in units, in groups of 64; 0 means no candidate.
  var bounds: WindowBounds { get }

  /// Scratch memory for finding and sorting ``capacity`` candidates.
  var scratch: RankingScratch { get }

  /// The most candidates at one time, a multiple of 64.
  var capacity: Int { get }

  /// How many units are in a score of 1.
  var units: Float { get }

  /// A score that the hits asked for are known to reach.
  var threshold: Float { get }

  /// The best hits so far.
  var top: TopHits { get }

  /// How many candidates are scored before the remaining ones are compared with the threshold
  /// again.
  var scoringBatch: Int { get }

  /// Scores the first `count` of `candidates`, at most ``scoringBatch``, and offers them to
  /// ``top``.
  mutating func score(_ candidates: Column<UInt32>, count: Int)
}

extension BoundSelection {
  var scoringBatch: Int { 32 }

  /// The least bound that a candidate with a score of at least the threshold can have, 1...256.
  ///
  /// Rounding: a table entry is at least bound · units · (1 − 2⁻²³), bounds exceed the sums of
  /// their parts by 1e−6 or more (see ``BoundFactors``), and the product here errs by 2⁻²⁴.
  @inline(__always)
  func cut() -> Int {
    let least = max(threshold, top.threshold) * units
    return max(1, Int(min(256, (least * (1 - 1e-6)).rounded(.up))))
  }

  /// Offers to ``top`` every candidate, in `groups` groups of 64, that belongs there.
  mutating func select(groups: Int) {
    guard groups > 0, threshold < .greatestFiniteMagnitude else { return }
    var high = 255
    if !top.isFull {
      // A few candidates with the greatest bounds give a threshold for the rest.
      let seed = seedLevel(groups)
      if seed > cut() {
        score(seed...255, groups: groups)
        high = seed - 1
      }
    }
    let cut = cut()
    if cut <= high { score(cut...high, groups: groups) }
  }

  /// A level, at least 1, that about as many candidates reach as ``top`` still lacks.
  private func seedLevel(_ groups: Int) -> Int {
    let wanted = top.limit - top.count
    // Some of the maxima will turn out to score below others with lower bounds.
    return wanted > 40
      ? bounds.level(groups: groups, reachedBy: wanted)
      : bounds.levelOfMaxima(groups: groups, reachedBy: wanted + 4)
  }

  /// Scores the candidates with bounds in `levels` that can still reach ``top``, best bounds first.
  private mutating func score(_ levels: ClosedRange<Int>, groups: Int) {
    let found = scratch.found
    let count = bounds.collect(
      groups: groups, in: UInt8(levels.lowerBound)...UInt8(levels.upperBound), into: found,
      capacity: capacity)
    if count > scoringBatch { sort(found, count: count) }
    var next = 0
    while next < count {
      if next > 0, Int(bounds[Int(found[next])]) < cut() { break }
      let batch = min(scoringBatch, count - next)
      score(found.suffix(from: next), count: batch)
      next += batch
    }
  }

  /// Orders the first `count` candidates by descending bound, in order of number where equal.
  private func sort(_ found: Column<UInt32>, count: Int) {
    let starts = scratch.sorting[0..<256]
    let sorted = scratch.sorting.suffix(from: 256)
    starts.fill(0..<256, with: 0)
    for index in 0..<count { starts[255 - Int(bounds[Int(found[index])])] &+= 1 }
    var sum: UInt32 = 0
    for level in 0..<256 {
      let here = starts[level]
      starts[level] = sum
      sum &+= here
    }
    for index in 0..<count {
      let level = 255 - Int(bounds[Int(found[index])])
      sorted[Int(starts[level])] = found[index]
      starts[level] &+= 1
    }
    found.copy(count, from: sorted)
  }
}
