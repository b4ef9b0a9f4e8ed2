package import FihristStorage

/// Documents that a ``DocumentCompressor`` took, ready for the writer of their segment.
///
/// Where their prose is smaller as words, in all fields, their frames are put together of what was
/// collected; else records are made again and stored as those of a merge are.
package struct CompressedDocuments: ~Copyable {
  private var restorer: RecordRestorer
  private var form: StoredForm?
  private var book: WordBook?
  private var isRestoring = false
  private var frame: [UInt8] = []

  /// Holds the documents that `restorer` can make again.
  init(_ restorer: consuming RecordRestorer) { self.restorer = restorer }

  /// How the writer of the segment has to be made; to be asked once.
  package mutating func takeForm() -> StoredForm { form.take() ?? .records }

  /// Appends the document that came as number `index` to `writer`, which was made with the form.
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

  /// Chooses how to store the documents `order`, before anything else.
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

  /// What a merge would choose.
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
