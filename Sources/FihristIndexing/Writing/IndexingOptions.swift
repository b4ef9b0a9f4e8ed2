internal import FihristFormat
internal import FihristStorage

/// How an index is written. Nothing here changes what is found, except the ranking parameters.
public struct IndexingOptions: Sendable, Hashable {
  /// The least memory that segments under construction are given, in bytes.
  public static let minimumMemory = 1 << 18

  /// How many bytes segments under construction may take in all threads together, including the
  /// memory for writing them. With more memory, fewer segments are written and merged later. The
  /// process takes up to 96 MB more, for merges, input and the program itself.
  public var memory = 256 << 20

  /// How many threads read and invert, at least 1. A batch that a program adds to a writer is cut
  /// into parts for them.
  public var threads = 1

  /// BM25's k1 of a new index, see ``/FihristFormat/RankingParameters``; `nil` for the usual one of
  /// the schema. An index that is there keeps its own.
  public var k1: Float?

  /// BM25's b of a new index; `nil` for the usual one of the schema.
  public var b: Float?

  /// Which members of the inputs feed the fields, as text that only the reader of the inputs
  /// interprets. The commit stores it (`IndexInformation.inputMapping` of Fihrist), so that later
  /// inputs are read in the same way; `nil` takes the mapping of an archive input, and otherwise
  /// keeps what the last commit stored.
  public var inputMapping: String?

  /// Whether indexing stops at the first record that cannot be indexed, instead of leaving it out.
  public var isStrict = false

  /// Whether segments are merged in the background while documents are added.
  public var mergesInBackground = true

  /// When segments are merged.
  public var mergePolicy = MergePolicy()

  /// The fraction of time that merges may work, from 0.01 to 1: between short stretches of work
  /// they rest, so that queries find the processor and the disk free.
  /// ``IndexWriter/setMergeShare(_:)`` changes it.
  public var mergeShare = 1.0

  /// A bulk indexer commits after this many bytes of records, counted in chunks of 1 MiB.
  public var commitInterval: UInt64 = 1 << 30

  /// A bulk indexer also commits after about this many documents, counted when a chunk ends; nil
  /// for any number of them.
  public var commitDocuments: Int?

  /// A bulk indexer also commits after about this many seconds, measured when a chunk ends: an
  /// input that has to be waited for can take longer. nil for any time.
  public var commitSeconds: Double?

  /// The most that may be refused of an input, in per cent of its records; nil for all of them.
  /// Beyond it a bulk indexer throws ``RefusalError``. It is compared once 1,000 records were read,
  /// and before every commit.
  public var refusalLimit: Double?

  /// What a cancelled bulk indexer does with the documents that it has read since its last commit.
  public enum Cancellation: Sendable, Hashable {
    /// It commits the documents that were read completely.
    case commits
    /// It drops them.
    case drops
  }

  /// What happens to documents that were read and not committed when bulk indexing is cancelled.
  public var cancellation = Cancellation.commits

  /// A bulk indexer also commits after this many segments. Merging can then start, and the number
  /// of segments, each with several mapped files, stays bounded however small the memory is.
  package var commitSegments = 256

  /// Makes the options that suit most uses.
  public init() {}
}

extension IndexingOptions {
  /// The constants of ranking of a new index of `schema`.
  ///
  /// - Throws: `IndexError` of kind `invalid` if one is out of its range.
  func parameters(
    for schema: Schema, path: String
  ) throws(IndexError) -> RankingParameters {
    let usual = RankingParameters(usualFor: schema)
    do throws(SchemaError) {
      return try RankingParameters(checkedK1: k1 ?? usual.k1, b: b ?? usual.b)
    } catch {
      throw IndexError.invalid(path, error.reason, advice: error.advice)
    }
  }
}
