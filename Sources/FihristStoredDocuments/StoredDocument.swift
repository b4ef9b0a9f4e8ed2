internal import FihristStorage

/// The stored fields of one document.
package struct StoredDocument: Sendable, Hashable {
  /// The text of one field.
  package struct Value: Sendable, Hashable {
    /// The field's index in the schema.
    package var field: Int

    /// The text as it was given, byte for byte.
    package var text: [UInt8]

    /// Makes a value.
    package init(field: Int, text: [UInt8]) {
      self.field = field
      self.text = text
    }
  }

  /// The most fields of a document. A record names a field in one byte, and words use the higher
  /// values for themselves.
  package static let maximumFieldCount = 64

  /// The values in the order in which they were stored.
  package var fields: [Value]

  /// Makes a document of values.
  package init(fields: [Value]) { self.fields = fields }

  /// The text of the first value of `field`, or nil.
  package func text(ofField field: Int) -> [UInt8]? {
    fields.first { $0.field == field }?.text
  }
}

extension StoredDocument {
  /// Appends one field to a record: its index, the varint of its byte count, its bytes.
  ///
  /// - Precondition: `field` is below ``StoredDocument/maximumFieldCount``.
  package static func append(
    field: Int, _ text: UnsafeBufferPointer<UInt8>, to record: inout [UInt8]
  ) {
    record.append(UInt8(field))
    record.appendVarint(text.count)
    unsafe record.append(contentsOf: text)
  }

  /// The record: the bytes of the document before compression.
  package var record: [UInt8] {
    var record: [UInt8] = []
    for value in fields {
      unsafe value.text.withUnsafeBufferPointer {
        unsafe Self.append(field: value.field, $0, to: &record)
      }
    }
    return record
  }

  /// Parses a record.
  ///
  /// - Returns: nil if it is cut off or names a field that no schema can have.
  package init?(record: UnsafeRawBufferPointer) {
    fields = []
    guard record.count > 0 else { return }
    guard var cursor = unsafe BlockCursor(record) else { return nil }
    while cursor.remaining > 0 {
      guard let field = cursor.byte(), field < StoredDocument.maximumFieldCount,
        let count = cursor.varint(), let start = unsafe cursor.take(count)
      else { return nil }
      let text = unsafe [UInt8](UnsafeBufferPointer(start: start, count: count))
      fields.append(Value(field: Int(field), text: text))
    }
  }
}
