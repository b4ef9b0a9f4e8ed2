public import FihristFormat

/// The fields of an index, and which members of an archive's records feed them.
///
/// It is recognized (``ArchiveFeed/recognizeSchema(_:known:resumes:)``) or read from a schema file
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
