package import FihristStorage

/// Collects and compresses the records of documents as they arrive, in any order, long before their
/// segment is written.
///
/// Values that may be prose become rows of symbols. Everything else is compressed immediately, with
/// a dictionary trained on the first MiB. See ``finish(order:)``.
package struct DocumentCompressor: ~Copyable {
  private let fields: UInt64
  private var splitter = RecordSplitter()
  private var encoder = RecordEncoder()
  private var texts = CollectedTexts()
  private var scratch: [UInt8] = []

  /// Makes an empty compressor for documents in which `fields` may be prose, a bit for each.
  package init(proseFields fields: UInt64) { self.fields = fields }

  /// How many records it took.
  package var count: Int { texts.count }

  /// Bytes that it holds in memory, for the caller's budget.
  package var byteCount: Int {
    texts.byteCount + encoder.heldByteCount + splitter.table.byteCount
  }

  /// Whether a document of `byteCount` bytes still fits.
  package func hasSpace(for byteCount: Int) -> Bool { splitter.table.hasSpace(for: 2 * byteCount) }

  /// Takes a record (see ``StoredDocument/append(field:_:to:)``).
  ///
  /// - Throws: ``IndexError`` of kind `invalid` for a record above 1 GiB, `damaged` for bytes that
  ///   are not a record, `storage` without memory.
  package mutating func append(_ record: UnsafeBufferPointer<UInt8>) throws(IndexError) {
    try RecordEncoder.check(record.count)
    guard fields != 0 else {
      texts.add(restByteCount: record.count, hasFrame: true)
      unsafe try compress(record)
      return
    }
    unsafe try splitter.split(record, words: fields)
    splitter.symbols.count(in: &texts.counts, numbers: splitter.table.count)
    splitter.symbols.pack(into: &scratch)
    unsafe scratch.withUnsafeBufferPointer { unsafe texts.add(symbols: $0) }
    let rest = splitter.rest.count
    texts.symbolCount += splitter.symbols.count
    texts.restByteCount += rest
    texts.add(restByteCount: rest, hasFrame: rest > 0)
    if rest == 0 { return }
    unsafe try splitter.rest.withUnsafeBufferPointer { (rest) throws(IndexError) in
      unsafe try compress(rest)
    }
  }

  private mutating func compress(_ record: UnsafeBufferPointer<UInt8>) throws(IndexError) {
    unsafe try encoder.append(record) { (frame) throws(IndexError) in
      unsafe texts.add(frame: frame)
    }
  }

  /// Returns the collected documents.
  ///
  /// - Parameter order: the documents to store, in that order, by their numbers (0, 1, … in the
  ///   order of arrival).
  package consuming func finish(
    order: UnsafeBufferPointer<UInt32>
  ) throws(IndexError) -> CompressedDocuments {
    unsafe try encoder.finish { (frame) throws(IndexError) in unsafe texts.add(frame: frame) }
    texts.dictionary = encoder.dictionary
    var documents = CompressedDocuments(
      try RecordRestorer(texts, splitter.takeTable(), fields: fields))
    unsafe try documents.choose(order)
    return documents
  }
}
