internal import FihristFormat

/// How the bounds stored in a segment, which hold under its pinned parameters and average length,
/// become bounds under those of a query.
///
/// With K = 1/inv, the tf part is tf/(tf + K). For any tf ≥ 0,
///
///     part(K) / part(P) = (tf + P) / (tf + K)
///
/// lies between 1 and P/K. So if P is a segment's value for a norm and K the query's, no part grows
/// by more than ``upper`` = max(1, P/K over all norms) or shrinks by more than ``lower`` = min(1,
/// P/K over all norms). Stored bytes include ``ImpactTable/slack`` for the rounding of the parts;
/// ``SoundnessFactor`` covers the rounding of these products, and of sums of up to
/// ``maximumTermCount`` parts (each addition errs by at most 2⁻²⁴ of the sum: 120 · 2⁻²⁴ < 0.8e−5).
struct BoundFactors: Hashable {
  /// The most terms whose bounds may be added and compared with the sum of their parts.
  static let maximumTermCount = 120

  /// The factor by which parts may exceed stored bounds; at least 1.
  let upper: Float

  /// The factor by which parts may fall short of stored bounds; at most 1.
  let lower: Float

  /// The factors between a segment's table and a query's.
  init(pinned: ImpactTable, query: ImpactTable) {
    var upper: Float = 1
    var lower: Float = 1
    for (pinned, query) in zip(pinned.inverse, query.inverse) where pinned != query {
      // P/K = query/pinned. If both are infinite (length 0 with b = 1), they are equal. Only one
      // infinite value cannot happen for equal b, and would leave no finite bound except that of
      // the part itself, 1.
      let ratio = query / pinned
      upper = max(upper, ratio.isFinite ? ratio : .greatestFiniteMagnitude)
      lower = min(lower, ratio.isFinite ? ratio : 1)
    }
    self.upper = upper * SoundnessFactor.up
    self.lower = lower * SoundnessFactor.down
  }

  /// An upper bound of a part times `weight`, if its stored upper bound is `byte`.
  @inline(__always)
  func upperBound(_ byte: UInt8, weight: Float) -> Float {
    // A part is w minus something not negative, so w bounds it too. The last factor keeps the
    // slack for sums where w itself is the bound.
    weight * min(1, Float(byte) / 255 * upper) * SoundnessFactor.up
  }

  /// A lower bound of a part times `weight`, if its stored lower bound is `byte`.
  @inline(__always)
  func lowerBound(_ byte: UInt8, weight: Float) -> Float {
    // The slack in the byte shrinks with the factor; that of the query's own part does not.
    weight * max(0, Float(byte) / 255 * lower - Float(ImpactTable.slack))
  }
}
