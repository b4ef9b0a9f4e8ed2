internal import FihristKernels

/// Finds the best of many candidates whose scores have bounds of one byte, scoring few exactly.
///
/// A conforming type holds the bounds and scores candidates; its candidates are numbered as its bounds
/// are.
protocol BoundSelection {
  /// Bounds in units, in groups of 64; 0 = no candidate.
  var bounds: UnsafeMutablePointer<UInt8> { get }

  /// Room for the numbers of ``capacity`` candidates.
  var found: UnsafeMutablePointer<UInt32> { get }

  /// The most candidates there are at once, a multiple of 64.
  var capacity: Int { get }

  /// How many units a score of 1 has.
  var units: Float { get }

  /// A score that the hits asked for are known to reach.
  var floor: Float { get }

  /// The best hits so far.
  var top: TopHits { get }

  /// How many candidates are scored before those left are compared with the threshold again.
  var scoringBatch: Int { get }

  /// Scores the candidates and offers them to ``top``. `count` is at most ``scoringBatch``.
  mutating func score(_ candidates: UnsafePointer<UInt32>, count: Int)
}

extension BoundSelection {
  var scoringBatch: Int { 32 }

  /// The least bound that a candidate with a score of at least the threshold can have, 1...256.
  ///
  /// Rounding: a table entry is at least bound · units · (1 − 2⁻²³), bounds exceed the sums of their
  /// parts by 1e−6 or more (see ``BoundFactors``), and the product here errs by 2⁻²⁴.
  @inline(__always)
  func cut() -> Int {
    let threshold = max(floor, top.threshold) * units
    return max(1, Int(min(256, (threshold * (1 - 1e-6)).rounded(.up))))
  }

  /// Offers to ``top`` every candidate, in `groups` groups of 64, that belongs there.
  mutating func select(groups: Int) {
    guard groups > 0 else { return }
    var high = 255
    if !top.isFull {
      // Few candidates with the greatest bounds give a threshold for the rest.
      let seed = seedLevel(groups)
      if seed > cut() {
        score(from: seed, to: 255, groups)
        high = seed - 1
      }
    }
    let cut = cut()
    if cut <= high { score(from: cut, to: high, groups) }
  }

  /// A level that about as many candidates reach as are missing in ``top``, at least 1.
  private func seedLevel(_ groups: Int) -> Int {
    let wanted = top.limit - top.count
    guard wanted <= 40 else { return unsafe Self.level(bounds, groups, reachedBy: wanted) }
    return unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { (maxima) in
      guard let maxima = maxima.baseAddress else { return 1 }
      unsafe fihrist_column_maxima(bounds, groups, maxima)
      // Some of them will turn out to score below others with lower bounds.
      return unsafe Self.level(maxima, 1, reachedBy: wanted + 4)
    }
  }

  /// The greatest level that `wanted` of the bounds reach, or 1.
  private static func level(
    _ bounds: UnsafePointer<UInt8>, _ groups: Int, reachedBy wanted: Int
  ) -> Int {
    var low = 1
    var high = 255
    while low < high {
      let middle = (low + high + 1) / 2
      let count = unsafe fihrist_count_at_least(bounds, groups, UInt8(middle))
      if count >= wanted { low = middle } else { high = middle - 1 }
    }
    return low
  }

  /// Scores the candidates with bounds in `low...high` that can still reach ``top``, best bounds first.
  private mutating func score(from low: Int, to high: Int, _ groups: Int) {
    let count = unsafe fihrist_collect_bounds(
      bounds, groups, UInt8(low), UInt8(high), 0, found, capacity)
    if count > scoringBatch { sortFound(count) }
    var next = 0
    while next < count {
      if next > 0, unsafe Int(bounds[Int(found[next])]) < cut() { break }
      let batch = min(scoringBatch, count - next)
      unsafe score(found + next, count: batch)
      next += batch
    }
  }

  /// Orders the first `count` of ``found`` by descending bound, in order of number where equal.
  private func sortFound(_ count: Int) {
    unsafe withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 256 + count) { room in
      guard let starts = room.baseAddress else { return }
      let sorted = unsafe starts + 256
      unsafe starts.update(repeating: 0, count: 256)
      for index in 0..<count { unsafe starts[255 - Int(bounds[Int(found[index])])] += 1 }
      var sum: UInt32 = 0
      for place in 0..<256 {
        let here = unsafe starts[place]
        unsafe starts[place] = sum
        sum &+= here
      }
      for index in 0..<count {
        let place = unsafe 255 - Int(bounds[Int(found[index])])
        unsafe sorted[Int(starts[place])] = found[index]
        unsafe starts[place] &+= 1
      }
      unsafe found.update(from: sorted, count: count)
    }
  }
}
