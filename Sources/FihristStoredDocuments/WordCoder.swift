internal import FihristStorage

/// How the documents of a segment come to its writer.
package enum StoredForm: ~Copyable {
  /// As records, which are compressed as they are.
  case records
  /// As records, whose prose is coded as words.
  case words(WordCoder)
  /// As frames that were made beforehand: see ``CompressedDocuments``.
  case frames(FrameForm)
}

/// What frames that were made beforehand were made with.
package struct FrameForm: Sendable {
  /// What zstd was given; empty if nothing.
  let dictionary: [UInt8]
  /// The section that says what codes stand for; empty without words.
  let words: [UInt8]
}

/// Makes codes of the prose in records.
package struct WordCoder: ~Copyable {
  private var splitter: RecordSplitter
  private let book: WordBook
  private(set) var codes: [UInt8] = []

  /// Codes with `book`, which was made of the table of `splitter`.
  init(_ splitter: consuming RecordSplitter, _ book: WordBook) {
    self.splitter = splitter
    self.book = book
  }

  /// The section that says what codes stand for.
  var section: [UInt8] { book.section }

  /// Makes ``codes`` those of `record`.
  ///
  /// - Returns: the values that are not words, a record.
  /// - Throws: ``IndexError``: `damaged` if it is not a record; `invalid` if it has words that were
  ///   not counted.
  mutating func encode(_ record: UnsafeBufferPointer<UInt8>) throws(IndexError) -> [UInt8] {
    unsafe try splitter.split(record, words: book.fields)
    try BitPacker.pack(splitter.symbols, book.codes, into: &codes)
    return splitter.rest
  }

  /// Makes ``codes`` those of `document` of another segment; see ``encode(_:)``.
  mutating func encode(
    _ document: UInt32, of reader: StoredDocumentReader, source: Int
  ) throws(IndexError) -> [UInt8] {
    try splitter.split(document, of: reader, source: source, words: book.fields)
    try BitPacker.pack(splitter.symbols, book.codes, into: &codes)
    return splitter.rest
  }
}
