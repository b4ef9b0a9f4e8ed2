public import FihristFormat

/// What an index that has documents says about its inputs.
public struct KnownSchema: Sendable, Hashable {
  /// Its fields.
  public let schema: Schema

  /// The mapping that it was last fed with; nil if it remembers none.
  public let mapping: RecordMapping?

  /// Reads what the index remembers.
  ///
  /// - Parameters:
  ///   - schema: The fields of the index.
  ///   - inputMapping: What ``/Fihrist/IndexInformation/inputMapping`` says.
  public init(schema: Schema, inputMapping: String) {
    self.schema = schema
    mapping = RecordMapping(json: inputMapping)
  }
}
