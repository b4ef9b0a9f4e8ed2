internal import FihristStorage

/// Splits records: values that are prose become symbols, and the other values stay a record.
struct RecordSplitter: ~Copyable {
  /// The strings that the symbols stand for.
  private(set) var table = WordTable()

  /// The symbols of the last record: for each value, one for the field, and for prose those of its
  /// words; then ``WordTable/end``.
  private(set) var symbols = GrowingBuffer<UInt32>(capacity: 1 << 10)

  /// The values of the last record that are not words.
  private(set) var rest: [UInt8] = []

  private var letters: [UInt8] = []

  /// For each source of ``split(_:of:source:words:)``, the number in ``table`` of each of its
  /// symbols; `UInt32.max` for symbols that were not seen yet.
  private var maps: [[UInt32]] = []

  /// Returns the table and continues with an empty one.
  mutating func takeTable() -> WordTable {
    var taken = WordTable()
    swap(&taken, &table)
    return taken
  }

  /// Makes a splitter with an empty table.
  init() {}

  /// Splits `record`.
  ///
  /// - Parameter fields: a bit for each field whose values are to be words.
  /// - Throws: ``IndexError`` of kind `damaged` if it is not a record.
  mutating func split(
    _ record: UnsafeBufferPointer<UInt8>, words fields: UInt64
  ) throws(IndexError) {
    symbols.removeAll(keepingAtMost: 1 << 20)
    rest.removeAll(keepingCapacity: true)
    var cursor = unsafe BlockCursor(UnsafeRawBufferPointer(record))
    while let left = cursor?.remaining, left > 0 {
      guard let field = cursor?.byte(), field < StoredDocument.maximumFieldCount,
        let count = cursor?.varint(), let start = unsafe cursor?.take(count)
      else { throw IndexError.damaged("stored documents", "a record is cut off") }
      let text = unsafe UnsafeBufferPointer(start: start, count: count)
      symbols.append(WordTable.field(Int(field)))
      if fields >> UInt64(field) & 1 != 0 {
        unsafe append(text)
      } else {
        unsafe StoredDocument.append(field: Int(field), text, to: &rest)
      }
    }
    symbols.append(WordTable.end)
    // One huge document must not hold its memory for the rest of the segment.
    if letters.capacity > 4 << 20 { letters = [] }
    if rest.capacity > 4 << 20, rest.count < 1 << 20 { rest = Array(rest) }
  }

  private mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
    letters.removeAll(keepingCapacity: true)
    unsafe LetterCode.encode(text, appendingTo: &letters)
    let count = letters.count
    // Look-ups read a little past the end of a word.
    letters.append(contentsOf: repeatElement(0, count: 8))
    unsafe letters.withUnsafeBufferPointer { letters in
      unsafe table.append(UnsafeBufferPointer(rebasing: letters[..<count]), to: &symbols)
    }
  }
}

extension RecordSplitter {
  /// Splits a stored document of another segment.
  ///
  /// If the same fields are words there, its symbols are only renumbered.
  /// - Parameter source: the index of the segment: 0, 1, …
  mutating func split(
    _ document: UInt32, of reader: StoredDocumentReader, source: Int, words fields: UInt64
  ) throws(IndexError) {
    if let vocabulary = try reader.vocabulary(), vocabulary.fields == fields {
      return try renumber(document, of: reader, vocabulary: vocabulary, source: source)
    }
    let failure = unsafe try reader.withRecord(of: document) { record -> IndexError? in
      unsafe record.withMemoryRebound(to: UInt8.self) { record -> IndexError? in
        do throws(IndexError) {
          unsafe try split(record, words: fields)
          return nil
        } catch {
          return error
        }
      }
    }
    if let failure { throw failure }
  }

  private mutating func renumber(
    _ document: UInt32, of reader: StoredDocumentReader, vocabulary: WordVocabulary, source: Int
  ) throws(IndexError) {
    symbols.removeAll(keepingAtMost: 1 << 20)
    rest.removeAll(keepingCapacity: true)
    let frame = unsafe try reader.frame(of: document)
    var map = takeMap(of: source, count: vocabulary.count)
    let read = unsafe readSymbols(frame, vocabulary: vocabulary, map: &map)
    maps[source] = map
    guard let read else { throw reader.damage("document \(document) cannot be decoded") }
    var next = 0
    if hasRest(vocabulary.fields) {
      let behind = unsafe UnsafeRawBufferPointer(rebasing: frame[read...])
      unsafe try reader.withRest(behind, of: document) { unsafe rest.append(contentsOf: $0) }
      next = frame.count
    } else {
      next = read
    }
    guard next == frame.count, isRestSound(vocabulary.fields) else {
      throw reader.damage("document \(document) cannot be decoded")
    }
  }

  private mutating func takeMap(of source: Int, count: Int) -> [UInt32] {
    while maps.count <= source { maps.append([]) }
    var map: [UInt32] = []
    swap(&map, &maps[source])
    if map.isEmpty { map = [UInt32](repeating: .max, count: count) }
    return map
  }

  /// Reads codes up to the end of the document; returns how many bytes they take, or nil if they
  /// are damaged.
  private mutating func readSymbols(
    _ frame: UnsafeRawBufferPointer, vocabulary: WordVocabulary, map: inout [UInt32]
  ) -> Int? {
    guard let base = frame.baseAddress else { return nil }
    let end = 8 * frame.count
    var bit = 0
    while true {
      // 64 bytes after the frame can be read, because it is in a file's body.
      let window = unsafe base.loadUnaligned(fromByteOffset: bit &>> 3, as: UInt64.self).bigEndian
      let (symbol, length) = vocabulary.symbol(window &<< UInt64(truncatingIfNeeded: bit & 7))
      bit &+= length
      guard bit <= end, length <= PrefixCode.maximumLength else { return nil }
      var number = map[symbol]
      if number == .max {
        guard let found = learn(symbol, vocabulary: vocabulary) else { return nil }
        number = found
        map[symbol] = found
      }
      symbols.append(number)
      if number == WordTable.end { return (bit &+ 7) &>> 3 }
    }
  }

  /// The number of a symbol that was not seen before, or nil if it does not stand for letters.
  private mutating func learn(_ symbol: Int, vocabulary: WordVocabulary) -> UInt32? {
    // Reading and look-ups touch more than a string's own bytes.
    var string = [UInt8](repeating: 0, count: 2 * WordLetters.maximumByteCount)
    var text = [UInt8](
      repeating: 0, count: LetterCode.mostExpansion * WordLetters.maximumByteCount + 8)
    return unsafe string.withUnsafeMutableBufferPointer { string -> UInt32? in
      let base = string.baseAddress!
      guard let count = unsafe vocabulary.read(symbol, into: base) else { return nil }
      if let control = unsafe WordVocabulary.control(base, count: count) {
        return control == StoredDocument.maximumFieldCount
          ? WordTable.end : WordTable.field(control)
      }
      let letters = unsafe UnsafeBufferPointer(start: base, count: count)
      let isSound = unsafe text.withUnsafeMutableBufferPointer {
        unsafe LetterCode.decode(letters, to: $0.baseAddress!) != nil
      }
      return isSound ? unsafe table.number(of: letters) : nil
    }
  }

  /// Whether there are values that are not words.
  private func hasRest(_ fields: UInt64) -> Bool {
    for index in 0..<symbols.count {
      if restField(index, fields: fields) != nil { return true }
    }
    return false
  }

  /// The field of symbol `index` if it starts a value that is not words.
  private func restField(_ index: Int, fields: UInt64) -> Int? {
    let symbol = unsafe symbols.base[index]
    guard symbol != WordTable.end, symbol < WordTable.join else { return nil }
    let field = Int(symbol) - 1
    return fields >> UInt64(field) & 1 == 0 ? field : nil
  }

  /// Whether the rest has exactly the values that the symbols announce.
  private func isRestSound(_ fields: UInt64) -> Bool {
    unsafe rest.withUnsafeBytes { rest in
      var cursor = unsafe BlockCursor(rest)
      for index in 0..<symbols.count {
        guard let field = restField(index, fields: fields) else { continue }
        guard let found = cursor?.byte(), Int(found) == field, let count = cursor?.varint(),
          unsafe cursor?.take(count) != nil
        else { return false }
      }
      return cursor?.remaining ?? 0 == 0
    }
  }
}
