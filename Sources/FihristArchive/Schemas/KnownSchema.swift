public import FihristFormat

/// What an index with documents has stored about its inputs.
public struct KnownSchema: Sendable, Hashable {
  /// Its fields.
  public let schema: Schema

  /// The mapping that it was last fed with; nil if it stores none.
  public let mapping: RecordMapping?

  /// Reads what the index has stored.
  ///
  /// - Parameters:
  ///   - schema: The fields of the index.
  ///   - inputMapping: What ``/Fihrist/IndexInformation/inputMapping`` says.
  public init(schema: Schema, inputMapping: String) {
    self.schema = schema
    mapping = RecordMapping(json: inputMapping)
  }

  /// Combines what an index has stored.
  init(schema: Schema, mapping: RecordMapping) {
    self.schema = schema
    self.mapping = mapping
  }
}
