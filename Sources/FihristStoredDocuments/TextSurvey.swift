package import FihristStorage

/// Surveys the records of a segment before it is written, in two passes: a sample of them to find
/// the fields that are prose, then all of them to count their words. The result is the form in
/// which to store them.
///
/// It depends on the records alone. Memory: the distinct words, about 30 bytes each, and a sample
/// of at most 4 MiB.
package struct TextSurvey: ~Copyable {
  private var fields: UInt64
  private var splitter = RecordSplitter()
  private var sample = TextSample()
  private var counts: [UInt32] = []
  private var documentCount = 0
  private var symbolCount = 0
  private var restByteCount = 0
  private var isSettled = false

  /// Starts a survey of documents in which `fields` may be prose, a bit for each.
  package init(proseFields fields: UInt64) { self.fields = fields }

  /// Whether words are already ruled out, because no field is prose or there are too many words.
  package var isDecided: Bool { fields == 0 }

  /// Which of `count` documents are to be sampled, ascending.
  package static func sampledDocuments(of count: Int) -> [Int] { TextSample.indices(in: count) }

  /// Takes a sampled record.
  package mutating func sample(_ record: UnsafeBufferPointer<UInt8>) {
    unsafe sample.append(record)
  }

  /// Counts the words of the next record, after all that are sampled.
  ///
  /// - Throws: ``IndexError``: `damaged` if it is not a record; `storage` without memory.
  package mutating func count(_ record: UnsafeBufferPointer<UInt8>) throws(IndexError) {
    try settle()
    if fields == 0 { return }
    try RecordEncoder.check(record.count)
    unsafe try splitter.split(record, words: fields)
    countSymbols()
  }

  /// Counts the words of the next document, which is `document` of another segment, after all that
  /// are sampled.
  ///
  /// - Parameter source: the index of the segment: 0, 1, …
  /// - Throws: ``IndexError``: `damaged`; `storage` without memory.
  package mutating func count(
    _ document: UInt32, of reader: StoredDocumentReader, source: Int
  ) throws(IndexError) {
    try settle()
    if fields == 0 { return }
    try splitter.split(document, of: reader, source: source, words: fields)
    countSymbols()
  }

  private mutating func settle() throws(IndexError) {
    guard !isSettled else { return }
    fields = try sample.prose(among: fields)
    isSettled = true
  }

  private mutating func countSymbols() {
    splitter.symbols.count(in: &counts, numbers: splitter.table.count)
    documentCount += 1
    symbolCount += splitter.symbols.count
    restByteCount += splitter.rest.count
    if splitter.table.count > WordBook.maximumCount { fields = 0 }
  }

  /// How the records are to be stored.
  package consuming func finish() throws(IndexError) -> StoredForm {
    guard fields != 0, documentCount > 0 else { return .records }
    let book = WordBook(splitter.table, counts: counts, fields: fields)
    guard
      try sample.prefersWords(
        book, documentCount: documentCount, symbolCount: symbolCount, restByteCount: restByteCount)
    else { return .records }
    return .words(WordCoder(splitter, book))
  }
}
