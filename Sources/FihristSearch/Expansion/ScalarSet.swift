/// A set of Unicode scalars: ranges that ascend and do not touch.
struct ScalarSet: Sendable, Hashable {
  /// The ranges.
  private(set) var ranges: [ClosedRange<UInt32>]

  /// The greatest value of a scalar.
  static let last: UInt32 = 0x10_FFFF

  /// Every scalar.
  static let all = ScalarSet([0...last])

  /// Makes the set of what is in any of `ranges`.
  init(_ ranges: [ClosedRange<UInt32>]) {
    var joined: [ClosedRange<UInt32>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let before = joined.last, range.lowerBound <= before.upperBound + 1 {
        joined[joined.count - 1] =
          before.lowerBound...max(before.upperBound, range.upperBound)
      } else {
        joined.append(range)
      }
    }
    self.ranges = joined
  }

  /// Makes the set of one scalar.
  init(_ scalar: Unicode.Scalar) { ranges = [scalar.value...scalar.value] }

  /// The scalars that are not in the set.
  var inverted: ScalarSet {
    var gaps: [ClosedRange<UInt32>] = []
    var next: UInt32 = 0
    for range in ranges {
      if range.lowerBound > next { gaps.append(next...range.lowerBound - 1) }
      next = range.upperBound + 1
    }
    if next <= Self.last { gaps.append(next...Self.last) }
    return ScalarSet(gaps)
  }

  /// Its scalar, if it has one alone.
  var only: UInt32? {
    guard ranges.count == 1, ranges[0].count == 1 else { return nil }
    return ranges[0].lowerBound
  }

  /// Whether `scalar` is in the set.
  func contains(_ scalar: UInt32) -> Bool { ranges.contains { $0.contains(scalar) } }
}
