import Synchronization

/// The fraction of time that merges may work. It may be changed from any thread, even while a merge
/// runs.
final class MergeShare: Sendable {
  /// With less, merging would hardly make progress.
  private static let least = 0.01

  private let bits: Atomic<UInt64>

  /// Starts with `share`.
  init(_ share: Double) { bits = Atomic(Self.limited(share).bitPattern) }

  /// The fraction, from 0.01 to 1; other values are clamped.
  var value: Double {
    get { Double(bitPattern: bits.load(ordering: .relaxed)) }
    set { bits.store(Self.limited(newValue).bitPattern, ordering: .relaxed) }
  }

  private static func limited(_ share: Double) -> Double {
    share.isNaN ? 1 : min(max(share, least), 1)
  }
}
