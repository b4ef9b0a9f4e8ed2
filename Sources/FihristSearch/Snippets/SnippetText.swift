package import FihristStoredDocuments

/// A text that snippets may be taken from.
///
/// It points into a document's record, and is used only while that is in memory.
@safe package struct SnippetText {
  /// The name of the field that has it.
  package let field: String

  /// Its bytes: UTF-8, not necessarily well-formed.
  let bytes: UnsafeBufferPointer<UInt8>

  /// The symbols that it was joined of, if it is prose and they are known.
  let symbols: (text: StoredText, known: KnownSymbols)?

  /// Whether it has no byte.
  package var isEmpty: Bool { unsafe bytes.isEmpty }

  /// Makes a text of `bytes`, which must outlive it.
  package init(_ field: String, _ bytes: UnsafeBufferPointer<UInt8>) {
    self.field = field
    unsafe self.bytes = bytes
    symbols = nil
  }

  /// Makes a text of a stored value.
  ///
  /// - Parameter known: What is known about the segment's symbols.
  package init(_ field: String, _ text: StoredText, _ known: KnownSymbols?) {
    self.field = field
    unsafe bytes = text.bytes
    symbols = unsafe text.symbols.isEmpty ? nil : known.map { (text, $0) }
  }
}
