/// How far indexing has come.
public struct IndexingProgress: Sendable, Hashable {
  /// What is being done.
  public enum Phase: Sendable, Hashable {
    /// Input is read and inverted.
    case reading
    /// Segments are made durable and published.
    case committing
    /// Segments are merged.
    case merging
  }

  /// What is being done.
  public var phase: Phase
  /// Documents that were read.
  public var documents: Int
  /// Records that were read and left out.
  public var leftOut: Int
  /// Bytes of text in them, keys and all fields.
  public var textBytes: UInt64
  /// Bytes of the input that were read, as they are in the file; compressed input counts its
  /// compressed bytes.
  public var inputBytes: UInt64
  /// Bytes of the whole input, if that is known.
  public var totalInputBytes: UInt64?
  /// Segments that were written.
  public var segments: Int
  /// Seconds since the start.
  public var seconds: Double

  /// The fraction that is done, from 0 to 1, if the size of the input is known.
  public var fraction: Double? {
    guard let totalInputBytes, totalInputBytes > 0 else { return nil }
    return min(1, Double(inputBytes) / Double(totalInputBytes))
  }
}
