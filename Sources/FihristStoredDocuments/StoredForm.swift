/// The form in which the documents of a segment are passed to its writer.
package enum StoredForm: ~Copyable {
  /// As records, which are compressed as they are.
  case records
  /// As records, whose prose is coded as words.
  case words(WordCoder)
  /// As frames that were made in advance; see ``CompressedDocuments``.
  case frames(FrameForm)
}
