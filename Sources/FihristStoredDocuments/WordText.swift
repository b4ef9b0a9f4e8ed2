internal import FihristStorage

/// Assembles the values of one document from words and separators, and then the document's record.
struct WordText: ~Copyable {
  /// The most bytes of a document's texts.
  static let maximumByteCount = RecordEncoder.maximumRecordByteCount

  private var text = GrowingBuffer<UInt8>(capacity: ordinaryCapacity)
  private var symbols = GrowingBuffer<TextSymbol>(capacity: ordinaryCapacity / 8)
  private var record = GrowingBuffer<UInt8>(capacity: 0)
  private static let ordinaryCapacity = 64 << 10

  /// A value, and where its text and its symbols end.
  private struct Value {
    var field: Int
    var end: Int
    var symbolEnd: Int
  }

  private var values: [Value] = []
  private var previous: UInt8 = 0
  private var isSound = true

  /// Removes everything, and frees the memory of an unusually long document.
  mutating func removeAll() {
    text.removeAll(keepingAtMost: 16 * Self.ordinaryCapacity)
    symbols.removeAll(keepingAtMost: 2 * Self.ordinaryCapacity)
    record.removeAll(keepingAtMost: 16 * Self.ordinaryCapacity)
    values.removeAll(keepingCapacity: true)
    previous = 0
    isSound = true
  }

  /// Starts a value of `field`.
  mutating func startValue(of field: Int) {
    endValue()
    values.append(Value(field: field, end: text.count, symbolEnd: symbols.count))
    previous = 0
  }

  private mutating func endValue() {
    guard !values.isEmpty else { return }
    values[values.count - 1].end = text.count
    values[values.count - 1].symbolEnd = symbols.count
  }

  /// Appends a word or separator, in letter code, to the value that was started.
  mutating func append(_ string: UnsafeBufferPointer<UInt8>, isWord: Bool) {
    text.reserve(LetterCode.mostExpansion * string.count + 16)
    if isWord, previous != 0 { text.append(0x20) }
    if let count = unsafe LetterCode.decode(string, to: text.base + text.count) {
      text.commit(count)
    } else {
      isSound = false
    }
    previous = isWord ? ReadyStrings.word : 0
  }

  /// Decodes the codes in `frame` up to the end of the document, or of the first value of a field.
  ///
  /// - Parameter field: The field whose first value is the last that is wanted; nil for all values.
  /// - Returns: how many bytes that took, or nil if they are not a document.
  mutating func decode(
    _ frame: UnsafeRawBufferPointer, _ words: WordVocabulary, through field: Int? = nil
  ) -> Int? {
    guard let base = frame.baseAddress else { return nil }
    let bitCount = 8 * frame.count
    let ready = words.ready
    let readyEnd = ready.count
    let (entries, texts) = unsafe (ready.entries, ready.texts)
    var bit = 0
    // Local copies of what changes with each symbol; written back before other code needs them.
    var (output, end, capacity) = unsafe (text.base, text.count, text.capacity)
    var (traced, trace, traceEnd) = unsafe (symbols.base, symbols.count, symbols.capacity)
    var last = previous
    while true {
      // 64 bytes after the frame can be read, because it is in a file's body.
      let window = unsafe base.loadUnaligned(fromByteOffset: bit &>> 3, as: UInt64.self).bigEndian
      let (symbol, length) = words.symbol(window &<< UInt64(truncatingIfNeeded: bit & 7))
      bit &+= length
      guard bit <= bitCount, length <= PrefixCode.maximumLength else { return nil }
      let entry = unsafe symbol < readyEnd ? entries[symbol] : ReadyStrings.unreadyEntry
      let kind = UInt8(truncatingIfNeeded: entry)
      if kind < ReadyStrings.unready, end &+ 40 < capacity, trace < traceEnd {
        unsafe output[end] = 0x20
        end &+= Int((kind & last) &>> 5)
        unsafe UnsafeMutableRawPointer(output + end).storeBytes(
          of: UnsafeRawPointer(texts + Int(entry &>> 8)).loadUnaligned(as: SIMD4<UInt64>.self),
          as: SIMD4<UInt64>.self)
        end &+= Int(kind & 31)
        last = kind & ReadyStrings.word
        unsafe traced[trace] = TextSymbol(
          UInt32(truncatingIfNeeded: symbol), isWord: last != 0,
          end: UInt32(truncatingIfNeeded: end))
        trace &+= 1
        continue
      }
      text.commit(end - text.count)
      symbols.commit(trace - symbols.count)
      previous = last
      let isLast = field != nil && values.last?.field == field
      guard let isEnd = appendRare(symbol, words: words, isLast: isLast) else { return nil }
      if isEnd { return (bit &+ 7) &>> 3 }
      unsafe (output, end, capacity) = unsafe (text.base, text.count, text.capacity)
      unsafe (traced, trace, traceEnd) = unsafe (symbols.base, symbols.count, symbols.capacity)
      last = previous
    }
  }

  /// Appends a symbol that is not ready, or that did not fit into memory; returns whether it ends
  /// the document, or the value if that is the last that is wanted.
  @inline(never)
  private mutating func appendRare(_ symbol: Int, words: WordVocabulary, isLast: Bool) -> Bool? {
    guard text.count <= Self.maximumByteCount else { return nil }
    words.miss(symbol)
    text.reserve(LetterCode.mostExpansion * WordLetters.maximumByteCount + 64)
    symbols.reserve(1)
    return unsafe withUnsafeTemporaryAllocation(
      of: UInt8.self, capacity: WordLetters.maximumByteCount
    ) { string -> Bool? in
      guard let letters = string.baseAddress,
        let count = unsafe words.read(symbol, into: letters)
      else { return nil }
      if let control = unsafe WordVocabulary.control(letters, count: count) {
        if isLast || control == StoredDocument.maximumFieldCount { return true }
        startValue(of: control)
        return false
      }
      let isWord = unsafe count > 0 && WordLetters.kinds[Int(letters[0])] != 0
      unsafe append(UnsafeBufferPointer(start: letters, count: count), isWord: isWord)
      symbols.append(TextSymbol(UInt32(symbol), isWord: isWord, end: UInt32(text.count)))
      return isSound ? false : nil
    }
  }

  /// Whether the text of some value is in the rest and not among the words.
  func hasRest(_ fields: UInt64) -> Bool {
    values.contains { fields >> UInt64($0.field) & 1 == 0 }
  }
}

// MARK: - Values

extension WordText {
  /// The values that are words, and those of `rest`, a record, in their order; valid until the next
  /// change.
  ///
  /// - Returns: nil if the rest has other values than it should, or the text is not sound.
  mutating func makeValues(
    words fields: UInt64, rest: UnsafeRawBufferPointer
  ) -> [StoredText]? {
    endValue()
    guard isSound else { return nil }
    var cursor = unsafe BlockCursor(rest)
    var texts: [StoredText] = []
    texts.reserveCapacity(values.count)
    var (start, firstSymbol) = (0, 0)
    for value in values {
      defer { (start, firstSymbol) = (value.end, value.symbolEnd) }
      if fields >> UInt64(value.field) & 1 != 0 {
        let bytes = unsafe UnsafeBufferPointer(rebasing: text.elements[start..<value.end])
        let own = unsafe UnsafeBufferPointer(
          rebasing: symbols.elements[firstSymbol..<value.symbolEnd])
        unsafe texts.append(
          StoredText(field: value.field, bytes: bytes, symbols: own, origin: start))
        continue
      }
      guard start == value.end, let other = cursor?.byte(), Int(other) == value.field,
        let count = cursor?.varint(), let text = unsafe cursor?.take(count)
      else { return nil }
      unsafe texts.append(
        StoredText(
          field: value.field, bytes: UnsafeBufferPointer(start: text, count: count)))
    }
    return cursor?.remaining ?? 0 == 0 ? texts : nil
  }

  /// The document with the first value of `field` alone, if it has one; values of the field are
  /// words.
  ///
  /// - Returns: nil if the text is not sound.
  mutating func makeDocument(ofField field: Int) -> StoredDocument? {
    endValue()
    guard isSound else { return nil }
    guard let index = values.firstIndex(where: { $0.field == field }) else {
      return StoredDocument(fields: [])
    }
    let start = index == 0 ? 0 : values[index - 1].end
    let text = unsafe [UInt8](text.elements[start..<values[index].end])
    return StoredDocument(fields: [StoredDocument.Value(field: field, text: text)])
  }

  /// The record of the same values, valid until the next change.
  mutating func makeRecord(
    words fields: UInt64, rest: UnsafeRawBufferPointer
  ) -> UnsafeRawBufferPointer? {
    guard let texts = unsafe makeValues(words: fields, rest: rest) else { return nil }
    for text in texts {
      unsafe record.reserve(text.bytes.count + 8)
      unsafe appendHead(field: text.field, count: text.bytes.count)
      unsafe record.append(contentsOf: text.bytes)
    }
    return unsafe UnsafeRawBufferPointer(record.elements)
  }

  /// Appends a field and a byte count below 2^42, for which memory is reserved.
  private mutating func appendHead(field: Int, count: Int) {
    record.append(UInt8(field))
    var rest = count
    while rest >= 0x80 {
      record.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    record.append(UInt8(rest))
  }
}
