/// What chance alone would do to means over topics: the bootstrap, and the randomisation test.
///
/// Both draw with a generator that starts at a seed, so the same values and the same seed give the
/// same figures everywhere.
struct Resampling {
  /// How often is drawn. The bounds of intervals then vary by a fiftieth of their width between
  /// seeds, and the smallest p is 1/10,001.
  static let rounds = 10_000

  private var generator: SplitMix

  /// Starts to draw at `seed`.
  init(seed: UInt64) {
    generator = SplitMix(state: seed)
  }

  /// The 95 % intervals of the means of `columns`, which have a value for each topic: the 2.5th
  /// and the 97.5th percentile of the means of topics drawn with replacement. All columns share
  /// what is drawn.
  ///
  /// - Complexity: O(topics · columns · ``rounds``).
  mutating func intervals(of columns: [[Double]]) -> [ClosedRange<Double>] {
    let topics = columns.first?.count ?? 0
    guard topics > 0 else { return columns.map { _ in 0...0 } }
    let width = columns.count
    // Values of a topic stand together: a draw then reads one line of the cache.
    let values = (0..<topics).flatMap { topic in columns.map { $0[topic] } }
    var means = columns.map { _ in [Double]() }
    var sums = [Double](repeating: 0, count: width)
    for _ in 0..<Self.rounds {
      for column in 0..<width { sums[column] = 0 }
      for _ in 0..<topics {
        let start = generator.next(below: topics) * width
        for column in 0..<width { sums[column] += values[start + column] }
      }
      for column in 0..<width { means[column].append(sums[column] / Double(topics)) }
    }
    return means.map { means in
      let sorted = means.sorted()
      let cut = Self.rounds / 40
      return sorted[cut]...sorted[Self.rounds - 1 - cut]
    }
  }

  /// How often a mean difference at least as far from 0 as that of `differences` comes about if
  /// each has its sign by chance: the two-sided p of the paired randomisation test, above 0.
  ///
  /// - Complexity: O(differences · ``rounds``).
  mutating func significance(of differences: [Double]) -> Double {
    let differences = differences.filter { $0 != 0 }
    // Sums of the same numbers in other signs may differ by rounding where they are equal.
    let observed = abs(differences.reduce(0, +)) - 1e-9
    var count = 1
    for _ in 0..<Self.rounds {
      var sum = 0.0
      var signs: UInt64 = 0
      for (index, difference) in differences.enumerated() {
        if index % 64 == 0 { signs = generator.next() }
        sum += signs & 1 == 0 ? difference : -difference
        signs >>= 1
      }
      if abs(sum) >= observed { count += 1 }
    }
    return Double(count) / Double(Self.rounds + 1)
  }

  /// Holm's correction: what each of several tests has to stay below, so that the chance of even
  /// one false finding among them does.
  static func holm(_ significances: [Double]) -> [Double] {
    var adjusted = significances
    var most = 0.0
    let order = significances.indices.sorted { significances[$0] < significances[$1] }
    for (rank, index) in order.enumerated() {
      most = max(most, min(1, significances[index] * Double(order.count - rank)))
      adjusted[index] = most
    }
    return adjusted
  }
}
