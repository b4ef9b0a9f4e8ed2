public import FihristFormat

/// How an index is written. Nothing here changes what is found, except the parameters of ranking.
public struct IndexingOptions: Sendable, Hashable {
  /// The least memory that segments under construction are given, in bytes.
  public static let minimumMemory = 1 << 18

  /// How many bytes segments under construction may take, all threads together, with what writing them
  /// takes. The more, the fewer segments are written and merged later. The process takes up to 96 MB
  /// more, for merges, input and the program itself.
  public var memory = 256 << 20

  /// How many threads read and invert, at least 1.
  public var threads = 1

  /// The constants of ranking of a new index; an index that is there keeps its own.
  public var parameters = RankingParameters()

  /// How the inputs name what feeds the fields, in the words of whoever reads them. The commit carries
  /// it (``/Fihrist/IndexInformation/inputMapping``), so that later inputs are read in the same way;
  /// `nil` takes what an input of an archive says of itself, and else keeps what the last commit
  /// carried.
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

  /// What a bulk indexer that is cancelled does with what it has read since its last commit.
  public enum Cancellation: Sendable, Hashable {
    /// It commits the documents that were read whole.
    case commits
    /// It drops them.
    case drops
  }

  /// What becomes of documents that were read and not committed when bulk indexing is cancelled.
  public var cancellation = Cancellation.commits

  /// After so many segments a bulk indexer commits, too: then merging can begin, and their number,
  /// each with several mapped files, stays bounded however little memory there is.
  package var commitSegments = 256

  /// Makes the options that suit most uses.
  public init() {}
}
