internal import FihristStorage

/// Encodes the prose in records.
package struct WordCoder: ~Copyable {
  private var splitter: RecordSplitter
  private let book: WordBook
  private(set) var codes: [UInt8] = []

  /// Codes with `book`, which was made of the table of `splitter`.
  init(_ splitter: consuming RecordSplitter, _ book: WordBook) {
    self.splitter = splitter
    self.book = book
  }

  /// The section that defines the codes.
  var section: [UInt8] { book.section }

  /// Sets ``codes`` to those of `record`.
  ///
  /// - Returns: the values that are not words, a record.
  /// - Throws: ``IndexError``: `damaged` if it is not a record; `invalid` if it has words that were
  ///   not counted.
  mutating func encode(_ record: UnsafeBufferPointer<UInt8>) throws(IndexError) -> [UInt8] {
    unsafe try splitter.split(record, words: book.fields)
    try BitPacker.pack(splitter.symbols, book.codes, into: &codes)
    return splitter.rest
  }

  /// Sets ``codes`` to those of `document` of another segment; see ``encode(_:)``.
  mutating func encode(
    _ document: UInt32, of reader: StoredDocumentReader, source: Int
  ) throws(IndexError) -> [UInt8] {
    try splitter.split(document, of: reader, source: source, words: book.fields)
    try BitPacker.pack(splitter.symbols, book.codes, into: &codes)
    return splitter.rest
  }
}
