package import FihristFormat

/// What a schema file says: the fields of the index, and how the records of the input are spelled.
package struct ArchiveSchema: Sendable, Hashable {
  /// The fields of the index.
  package var schema: Schema

  /// Which members of the records feed them.
  package var mapping: RecordMapping
}
