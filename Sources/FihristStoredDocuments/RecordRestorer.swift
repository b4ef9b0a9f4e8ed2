internal import FihristStorage

/// Restores the records of collected documents.
struct RecordRestorer: ~Copyable {
  private(set) var texts: CollectedTexts
  let fields: UInt64
  private(set) var table: WordTable
  /// The symbols of the last document that was unpacked.
  private(set) var symbols = GrowingBuffer<UInt32>(capacity: 1 << 10)
  private let decompressor: DocumentDecompressor
  private var text = WordText()

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

  /// Frees the memory of the table; records can then no longer be restored.
  mutating func dropTable() {
    table = WordTable()
    texts.counts = []
  }

  /// Counts only the symbols of the documents `order`; the others were replaced.
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

  /// Sets ``symbols`` to those of document `index`.
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
        "stored documents", "a document cannot be restored",
        advice: "report this as a fault of the software")
    }
    return unsafe record.bindMemory(to: UInt8.self)
  }
}
