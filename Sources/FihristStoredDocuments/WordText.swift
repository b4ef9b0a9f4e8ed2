internal import FihristStorage

/// Assembles the values of one document as letters, from words and separators, and then the
/// document's record.
struct WordText: ~Copyable {
  /// The most letters of a document; a record of the largest size has no more.
  static let maximumByteCount = 2 * RecordEncoder.maximumRecordByteCount

  private var letters = GrowingBuffer<UInt8>(capacity: ordinaryCapacity)
  private var record = GrowingBuffer<UInt8>(capacity: ordinaryCapacity)
  private static let ordinaryCapacity = 64 << 10

  /// The fields of the values, and where in `letters` each value ends.
  private var values: [(field: Int, end: Int)] = []
  private var previous: UInt8 = 0

  /// Removes everything, and frees the memory of an unusually long document.
  mutating func removeAll() {
    letters.removeAll(keepingAtMost: 16 * Self.ordinaryCapacity)
    record.removeAll(keepingAtMost: 16 * Self.ordinaryCapacity)
    values.removeAll(keepingCapacity: true)
    previous = 0
  }

  /// Starts a value of `field`.
  mutating func startValue(of field: Int) {
    endValue()
    values.append((field, letters.count))
    previous = 0
  }

  private mutating func endValue() {
    if !values.isEmpty { values[values.count - 1].end = letters.count }
  }

  /// Appends a word or separator of the value that was started.
  mutating func append(_ string: UnsafeBufferPointer<UInt8>, isWord: Bool) {
    if isWord, previous != 0 { letters.append(0x20) }
    unsafe letters.append(contentsOf: string)
    previous = isWord ? WordVocabulary.word : 0
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
    let readyEnd = words.readyEnd
    let (ready, kinds) = unsafe (words.ready, words.kinds)
    var bit = 0
    // Local copies of what changes with each symbol; written back before other code needs them.
    var (output, end, capacity) = unsafe (letters.base, letters.count, letters.capacity)
    var last = previous
    while true {
      // 64 bytes after the frame can be read, because it is in a file's body.
      let window = unsafe base.loadUnaligned(fromByteOffset: bit &>> 3, as: UInt64.self).bigEndian
      let (symbol, length) = words.symbol(window &<< UInt64(truncatingIfNeeded: bit & 7))
      bit &+= length
      guard bit <= bitCount, length <= PrefixCode.maximumLength else { return nil }
      let kind = unsafe symbol < readyEnd ? kinds[symbol] : WordVocabulary.unready
      if kind < WordVocabulary.unready, end &+ 32 < capacity {
        unsafe output[end] = 0x20
        end &+= Int((kind & last) &>> 5)
        unsafe UnsafeMutableRawPointer(output + end).storeBytes(
          of: ready[symbol], as: SIMD2<UInt64>.self)
        end &+= Int(kind & 31)
        last = kind & WordVocabulary.word
        continue
      }
      letters.commit(end - letters.count)
      previous = last
      let isLast = field != nil && values.last?.field == field
      guard let isEnd = appendRare(symbol, words: words, isLast: isLast) else { return nil }
      if isEnd { return (bit &+ 7) &>> 3 }
      unsafe (output, end, capacity) = unsafe (letters.base, letters.count, letters.capacity)
      last = previous
    }
  }

  /// Appends a symbol that is not ready, or that did not fit into memory; returns whether it ends
  /// the document, or the value if that is the last that is wanted.
  @inline(never)
  private mutating func appendRare(_ symbol: Int, words: WordVocabulary, isLast: Bool) -> Bool? {
    guard letters.count <= Self.maximumByteCount else { return nil }
    letters.reserve(WordLetters.maximumByteCount + 64)
    let string = unsafe letters.base + letters.count + 1
    guard let count = unsafe words.read(symbol, into: string) else { return nil }
    if let control = unsafe WordVocabulary.control(string, count: count) {
      if isLast || control == StoredDocument.maximumFieldCount { return true }
      startValue(of: control)
      return false
    }
    let isWord = unsafe count > 0 && WordLetters.kinds[Int(string[0])] != 0
    if isWord, previous != 0 {
      unsafe letters.base[letters.count] = 0x20
      letters.commit(1 + count)
    } else {
      unsafe (string - 1).update(from: string, count: count)
      letters.commit(count)
    }
    previous = isWord ? WordVocabulary.word : 0
    return false
  }

  /// The document with the first value of `field` alone, if it has one; values of the field are
  /// words.
  ///
  /// - Returns: nil if the letters are not letter code.
  mutating func makeDocument(ofField field: Int) -> StoredDocument? {
    endValue()
    guard let index = values.firstIndex(where: { $0.field == field }) else {
      return StoredDocument(fields: [])
    }
    let start = index == 0 ? 0 : values[index - 1].end
    let range = start..<values[index].end
    record.removeAll(keepingAtMost: 16 * Self.ordinaryCapacity)
    record.reserve(LetterCode.mostExpansion * range.count + 8)
    let code = unsafe UnsafeBufferPointer(
      start: letters.base + range.lowerBound, count: range.count)
    guard let count = unsafe LetterCode.decode(code, to: record.base) else { return nil }
    let text = unsafe [UInt8](UnsafeBufferPointer(start: record.base, count: count))
    return StoredDocument(fields: [StoredDocument.Value(field: field, text: text)])
  }

  /// Whether the text of some value is in the rest and not among the words.
  func hasRest(_ fields: UInt64) -> Bool {
    values.contains { fields >> UInt64($0.field) & 1 == 0 }
  }

  /// The record: the values that are words, and those of `rest`, a record, in their order.
  ///
  /// - Returns: nil if the rest has other values than it should, or the letters are not letter
  ///   code.
  mutating func makeRecord(
    words fields: UInt64, rest: UnsafeRawBufferPointer
  ) -> UnsafeRawBufferPointer? {
    endValue()
    var cursor = unsafe BlockCursor(rest)
    var start = 0
    for (field, end) in values {
      defer { start = end }
      if fields >> UInt64(field) & 1 != 0 {
        guard appendWords(start..<end, field: field) else { return nil }
        continue
      }
      guard start == end, let other = cursor?.byte(), Int(other) == field,
        let count = cursor?.varint(), let text = unsafe cursor?.take(count)
      else { return nil }
      unsafe append(UnsafeRawBufferPointer(start: text, count: count), field: field)
    }
    guard cursor?.remaining ?? 0 == 0 else { return nil }
    return unsafe UnsafeRawBufferPointer(record.elements)
  }

  /// Appends letters as a value of the record.
  private mutating func appendWords(_ range: Range<Int>, field: Int) -> Bool {
    let start = record.count
    // The byte count is before the text and takes up to 6 bytes; the text is moved down to it.
    record.reserve(LetterCode.mostExpansion * range.count + 16)
    let text = unsafe record.base + start + 7
    let code = unsafe UnsafeBufferPointer(
      start: letters.base + range.lowerBound, count: range.count)
    guard let count = unsafe LetterCode.decode(code, to: text) else { return false }
    let head = appendHead(field: field, count: count)
    unsafe (record.base + start + head).update(from: text, count: count)
    record.commit(count)
    return true
  }

  private mutating func append(_ text: UnsafeRawBufferPointer, field: Int) {
    record.reserve(8)
    _ = appendHead(field: field, count: text.count)
    unsafe text.withMemoryRebound(to: UInt8.self) { unsafe record.append(contentsOf: $0) }
  }

  /// Appends a field and a byte count below 2^42, for which memory is reserved; returns their
  /// bytes.
  private mutating func appendHead(field: Int, count: Int) -> Int {
    let start = record.count
    unsafe record.base[start] = UInt8(field)
    var (rest, end) = (count, start + 1)
    while rest >= 0x80 {
      unsafe record.base[end] = UInt8(truncatingIfNeeded: rest) | 0x80
      rest >>= 7
      end += 1
    }
    unsafe record.base[end] = UInt8(rest)
    record.commit(end + 1 - start)
    return end + 1 - start
  }
}
