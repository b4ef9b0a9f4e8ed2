package import FihristFormat

/// What an index that has documents says about its inputs.
package struct KnownSchema: Sendable, Hashable {
  /// Its fields.
  package let schema: Schema

  /// The mapping that it was last fed with; nil if it remembers none.
  package let mapping: RecordMapping?

  /// Reads what the index remembers.
  ///
  /// - Parameter inputMapping: The manifest's.
  package init(schema: Schema, inputMapping: String) {
    self.schema = schema
    mapping = RecordMapping(json: inputMapping)
  }
}
