/// A text that snippets may be taken from.
///
/// It points into a document's record, and is used only while that is in memory.
@safe package struct SnippetText {
  /// The name of the field that has it.
  package let field: String

  /// Its bytes: UTF-8, not necessarily well-formed.
  let bytes: UnsafeBufferPointer<UInt8>

  /// Whether it has no byte.
  package var isEmpty: Bool { unsafe bytes.isEmpty }

  /// Makes a text of `bytes`, which must outlive it.
  package init(_ field: String, _ bytes: UnsafeBufferPointer<UInt8>) {
    self.field = field
    unsafe self.bytes = bytes
  }
}
