/// The result of indexing an input.
public struct IndexingSummary: Sendable, Hashable {
  /// Documents that were read and belong to the index now, without those of ``duplicates``.
  public var documents = 0
  /// How many of them replaced a document that was in the index before the indexing.
  public var replaced = 0
  /// Documents that were replaced by a later one with the same key in the same input.
  public var duplicates = 0
  /// Tokens of the documents that were read.
  public var tokens: UInt64 = 0
  /// Bytes of text that were read, keys and all fields.
  public var textBytes: UInt64 = 0
  /// Bytes of the input, as they are in the file.
  public var inputBytes: UInt64 = 0
  /// Segments of the index now.
  public var segments = 0
  /// Live documents of the index now.
  public var totalDocuments: UInt64 = 0
  /// The last commit of the indexing.
  public var generation: UInt64 = 0
  /// Elapsed time in seconds.
  public var seconds = 0.0
  /// Whether it was cancelled; everything counted here is committed nevertheless.
  public var isCancelled = false
  /// What was wrong with the input.
  public var report = InputReport()

  /// Makes an empty summary.
  public init() {}
}
