internal import FihristStorage
internal import FihristStoredDocuments

/// The values of a document's record, which are used only while the record is in memory.
@safe struct RecordValues {
  /// The text of one field.
  @safe struct Value {
    /// The field's index in the schema.
    let field: Int
    /// The text.
    let bytes: UnsafeBufferPointer<UInt8>
  }

  /// The values, in the order in which they were stored.
  private(set) var values: [Value] = []

  /// Finds the values of `record`; nil if it is cut off.
  init?(_ record: UnsafeRawBufferPointer) {
    guard record.count > 0 else { return }
    guard var cursor = unsafe BlockCursor(record) else { return nil }
    while cursor.remaining > 0 {
      guard let field = cursor.byte(), field < StoredDocument.maximumFieldCount,
        let count = cursor.varint(), let start = unsafe cursor.take(count)
      else { return nil }
      let bytes = unsafe UnsafeBufferPointer(start: start, count: count)
      unsafe values.append(Value(field: Int(field), bytes: bytes))
    }
  }
}
