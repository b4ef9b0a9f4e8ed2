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

/// Makes the records of collected documents again.
struct RecordRestorer: ~Copyable {
  private(set) var texts: CollectedTexts
  let fields: UInt64
  private(set) var table: WordTable
  /// The symbols of the last document that was unpacked.
  private(set) var symbols = GrowingBuffer<UInt32>(capacity: 1 << 10)
  private let decompressor: DocumentDecompressor
  private let text = WordText()

  init(
    _ texts: consuming CollectedTexts, _ table: consuming WordTable, fields: UInt64
  ) throws(IndexError) {
    let made = unsafe texts.dictionary.withUnsafeBytes {
      unsafe DocumentDecompressor(dictionary: $0)
    }
    guard let made else {
      throw IndexError(
        .storage, path: "stored documents", reason: "the decompressor has no memory",
        advice: "use a smaller --memory or a larger machine")
    }
    decompressor = made
    self.texts = texts
    self.table = table
    self.table.dropSlots()
    self.fields = fields
  }

  /// Frees the memory of the table; records cannot be made again then.
  mutating func dropTable() {
    table = WordTable()
    texts.counts = []
  }

  /// Counts only what the documents `order` have: others were replaced.
  mutating func recount(_ order: UnsafeBufferPointer<UInt32>) {
    texts.counts = [UInt32](repeating: 0, count: table.count)
    (texts.symbolCount, texts.restByteCount) = (0, 0)
    for id in 0..<order.count {
      let index = unsafe Int(order[id])
      unpack(index)
      symbols.count(in: &texts.counts, numbers: table.count)
      texts.symbolCount += symbols.count
      texts.restByteCount += Int(texts.documents[index].restByteCount)
    }
  }

  /// Makes ``symbols`` those of document `index`.
  mutating func unpack(_ index: Int) {
    unsafe texts.symbols.withFrame(index) { unsafe symbols.unpack($0) }
  }

  /// The record of document `index`, valid until the next call.
  mutating func record(_ index: Int) throws(IndexError) -> UnsafeBufferPointer<UInt8> {
    unpack(index)
    text.removeAll()
    for position in 0..<symbols.count {
      let symbol = unsafe symbols.base[position]
      if symbol >= WordTable.join {
        let letters = table.letters(of: symbol)
        let isWord = letters.first.map { WordLetters.kinds[Int($0)] != 0 } ?? false
        unsafe letters.withUnsafeBufferPointer { unsafe text.append($0, isWord: isWord) }
      } else if symbol != WordTable.end {
        text.startValue(of: Int(symbol) - 1)
      }
    }
    let record = unsafe texts.withFrame(of: index) { frame -> UnsafeRawBufferPointer? in
      guard frame.count > 0 else {
        return unsafe text.makeRecord(words: fields, rest: UnsafeRawBufferPointer(frame))
      }
      return unsafe decompressor.withRecord(of: UnsafeRawBufferPointer(frame)) {
        unsafe text.makeRecord(words: fields, rest: $0)
      }
    }
    guard let record = unsafe record else {
      throw IndexError.invalid(
        "stored documents", "a document cannot be made again",
        advice: "report this as a fault of the software")
    }
    return unsafe record.bindMemory(to: UInt8.self)
  }
}
