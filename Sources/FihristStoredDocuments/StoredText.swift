internal import FihristStorage

/// A value of a stored document, while its text is in memory.
@safe package struct StoredText {
  /// The field's index in the schema.
  package let field: Int

  /// The text as it was given, byte for byte.
  package let bytes: UnsafeBufferPointer<UInt8>

  /// The words and separators that the text was joined of, in its order; empty for a value that
  /// is not prose, or of a segment without words.
  package let symbols: UnsafeBufferPointer<TextSymbol>

  /// What to subtract from the ends of the symbols to get offsets in ``bytes``.
  package let origin: Int

  /// Makes a value without symbols.
  init(field: Int, bytes: UnsafeBufferPointer<UInt8>) {
    self.field = field
    unsafe self.bytes = bytes
    unsafe symbols = UnsafeBufferPointer(start: nil, count: 0)
    origin = 0
  }

  /// Makes a value of symbols.
  init(
    field: Int, bytes: UnsafeBufferPointer<UInt8>, symbols: UnsafeBufferPointer<TextSymbol>,
    origin: Int
  ) {
    self.field = field
    unsafe self.bytes = bytes
    unsafe self.symbols = symbols
    self.origin = origin
  }

  /// Finds the values of `record`.
  ///
  /// - Returns: nil if it is cut off or names a field that no schema can have.
  static func values(ofRecord record: UnsafeRawBufferPointer) -> [StoredText]? {
    var values: [StoredText] = []
    guard record.count > 0 else { return values }
    guard var cursor = unsafe BlockCursor(record) else { return nil }
    while cursor.remaining > 0 {
      guard let field = cursor.byte(), field < StoredDocument.maximumFieldCount,
        let count = cursor.varint(), let start = unsafe cursor.take(count)
      else { return nil }
      let bytes = unsafe UnsafeBufferPointer(start: start, count: count)
      unsafe values.append(StoredText(field: Int(field), bytes: bytes))
    }
    return values
  }
}
