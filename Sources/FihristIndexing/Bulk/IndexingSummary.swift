/// What indexing an input came to.
public struct IndexingSummary: Sendable, Hashable {
  /// Documents that were read and belong to the index now, without those of ``duplicates``.
  public var documents = 0
  /// How many of them replaced a document with the same key that was committed before.
  public var replaced = 0
  /// Documents of the input that a later one with the same key in the same input replaced.
  public var duplicates = 0
  /// Tokens of the documents that were read.
  public var tokens: UInt64 = 0
  /// Bytes of text that were read, keys and all fields.
  public var textBytes: UInt64 = 0
  /// Bytes of the input, as they lie in the file.
  public var inputBytes: UInt64 = 0
  /// Segments of the index now.
  public var segments = 0
  /// Live documents of the index now.
  public var totalDocuments: UInt64 = 0
  /// The commit that published the last of it.
  public var generation: UInt64 = 0
  /// Seconds on the clock.
  public var seconds = 0.0
  /// Whether it was cancelled; what is counted here is committed all the same.
  public var isCancelled = false
  /// What was wrong with the input.
  public var report = InputReport()

  /// Makes a summary of nothing.
  public init() {}
}
