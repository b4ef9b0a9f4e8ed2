/// Which segments are worth merging: enough segments of similar size (a tiered policy, as the
/// log-structured merge tree of O'Neil et al., 1996, has levels).
///
/// Each document is rewritten about log(segments) / log(``segmentsPerTier``) times.
public struct MergePolicy: Sendable, Hashable {
  /// How many segments of about the same size are merged together, at least 2.
  public var segmentsPerTier = 8

  /// The most segments that are merged at once, at least 2; each takes some memory. If
  /// ``IndexingOptions/memory`` is below 128 MiB, at most 16 are.
  public var segmentsPerMerge = Int.max

  /// Smaller segments count as if they had this size, in bytes.
  public var minimumBytes: UInt64 = 2 << 20

  /// The largest segment that a merge makes, in bytes, unless the caller asks for fewer segments.
  public var maximumBytes: UInt64 = 5 << 30

  /// A segment is rewritten by itself when more than this fraction of its documents is deleted,
  /// from 0 to 1.
  public var deletedPart = 0.3

  /// How many merges may run at once, at least 1: with several, small segments do not wait for a
  /// large merge to end. Each takes a thread, some memory and its share of the disk. If
  /// ``IndexingOptions/memory`` is below 128 MiB, one runs at a time.
  public var concurrentMerges = 2

  /// Adding and committing wait while a merge runs in the background and more segments than this
  /// are small enough to be merged.
  public var segmentLimit = 128

  /// Makes the policy that suits most uses.
  public init() {}
}
