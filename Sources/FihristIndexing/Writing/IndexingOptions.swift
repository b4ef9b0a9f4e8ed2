public import FihristFormat

/// How an index is written. Nothing here changes what is found, except the parameters of ranking.
public struct IndexingOptions: Sendable, Hashable {
  /// The least memory that segments under construction are given, in bytes.
  public static let minimumMemory = 1 << 18

  /// How many bytes segments under construction may take, all threads together. The more, the
  /// fewer segments are written and merged later.
  public var memory = 256 << 20

  /// How many threads read and invert, at least 1.
  public var threads = 1

  /// The constants of ranking that a new index is given; an index that is there keeps its own.
  public var parameters = RankingParameters()

  /// How the inputs name what feeds the fields, in the words of whoever reads them. The commit carries
  /// it (``/Fihrist/IndexInformation/inputMapping``), so that later inputs are read in the same way;
  /// `nil` keeps what the last commit carried.
  public var inputMapping: String?

  /// Whether indexing stops at the first record that cannot be indexed, instead of leaving it out.
  public var isStrict = false

  /// Whether segments are merged in the background while documents are added.
  public var mergesInBackground = true

  /// When segments are merged.
  public var mergePolicy = MergePolicy()

  /// The part of the time that merges may work, 0.01 to 1: between short stretches of work they rest,
  /// so that queries find the processor and the disk free. ``IndexWriter/setMergeShare(_:)`` changes it.
  public var mergeShare = 1.0

  /// After so many bytes of records, counted in chunks of 1 MiB, a bulk indexer commits.
  public var commitInterval: UInt64 = 1 << 30

  /// After so many segments a bulk indexer commits, too: then merging can begin, and their number,
  /// each with several mapped files, stays bounded however little memory there is.
  package var commitSegments = 256

  /// Makes the options that suit most uses.
  public init() {}
}
