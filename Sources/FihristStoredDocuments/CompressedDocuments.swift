package import FihristStorage

/// The documents of a ``DocumentCompressor``, ready for the writer of their segment.
///
/// If their prose is smaller as words, in all fields, their frames are assembled from the collected
/// parts. Otherwise records are restored and stored as in a merge.
package struct CompressedDocuments: ~Copyable {
  private var restorer: RecordRestorer
  private var form: StoredForm?
  private var book: WordBook?
  private var isRestoring = false
  private var frame: [UInt8] = []

  /// Holds the documents that `restorer` can restore.
  init(_ restorer: consuming RecordRestorer) { self.restorer = restorer }

  /// The form with which to create the segment's writer; call it once.
  package mutating func takeForm() -> StoredForm { form.take() ?? .records }

  /// Appends document `index`, in the order of arrival, to `writer`, which was created with the
  /// form.
  package mutating func append(
    _ index: Int, to writer: inout StoredDocumentWriter
  ) throws(IndexError) {
    if isRestoring {
      unsafe try writer.append(record: restorer.record(index))
      return
    }
    if let book {
      restorer.unpack(index)
      try BitPacker.pack(restorer.symbols, book.codes, into: &frame)
    } else {
      frame.removeAll(keepingCapacity: true)
    }
    unsafe restorer.texts.withFrame(of: index) { unsafe frame.append(contentsOf: $0) }
    unsafe try frame.withUnsafeBufferPointer { (frame) throws(IndexError) in
      unsafe try writer.append(frame: frame)
    }
  }

  /// Chooses how to store the documents `order`; called first.
  mutating func choose(_ order: UnsafeBufferPointer<UInt32>) throws(IndexError) {
    guard restorer.fields != 0 else {
      form = .frames(FrameForm(dictionary: restorer.texts.dictionary, words: []))
      return
    }
    var sample = TextSample()
    for id in TextSample.indices(in: order.count) {
      unsafe try sample.append(restorer.record(Int(order[id])))
    }
    let prose = try sample.prose(among: restorer.fields)
    guard prose == restorer.fields, restorer.table.count <= WordBook.maximumCount else {
      isRestoring = true
      form = unsafe try survey(order)
      return
    }
    if order.count < restorer.texts.count { unsafe restorer.recount(order) }
    let book = WordBook(restorer.table, counts: restorer.texts.counts, fields: prose)
    guard
      try sample.prefersWords(
        book, documentCount: order.count, symbolCount: restorer.texts.symbolCount,
        restByteCount: restorer.texts.restByteCount)
    else {
      isRestoring = true
      return
    }
    self.book = book
    restorer.dropTable()
    form = .frames(FrameForm(dictionary: restorer.texts.dictionary, words: book.section))
  }

  /// Chooses as a merge would.
  private mutating func survey(
    _ order: UnsafeBufferPointer<UInt32>
  ) throws(IndexError) -> StoredForm {
    var survey = TextSurvey(proseFields: restorer.fields)
    for id in TextSample.indices(in: order.count) {
      unsafe try survey.sample(restorer.record(Int(order[id])))
    }
    for id in 0..<order.count {
      if survey.isDecided { break }
      unsafe try survey.count(restorer.record(Int(order[id])))
    }
    return try survey.finish()
  }
}
