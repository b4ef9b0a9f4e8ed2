public import FihristFormat

/// The fields of an index, and how the records of an archive name what feeds them.
///
/// It is recognised (``ArchiveFeed/recognizeSchema(_:known:)``) or written down
/// (``SchemaFile/load(_:interruption:)``).
public struct ArchiveSchema: Sendable, Hashable {
  /// The fields of the index.
  public var schema: Schema

  /// Which members of the records feed them.
  public var mapping: RecordMapping

  /// What was recognised, in one sentence for the user; nil if a schema file or an index said all
  /// of it.
  public var recognition: String?

  /// Makes it of its parts.
  public init(schema: Schema, mapping: RecordMapping, recognition: String? = nil) {
    self.schema = schema
    self.mapping = mapping
    self.recognition = recognition
  }
}
