import FihristStorage
import FihristText

/// The words of a segment under construction and what they become in the index.
///
/// A word is looked up by its bytes as written, and analysed only when it is met for the first time:
/// nine million words of news have three hundred thousand spellings. What comes out is a row of
/// symbols, one for each position: the number of a term, or ``hole``.
@safe
struct Vocabulary: ~Copyable {
  /// The symbol of a position that has no term.
  static let hole = UInt32.max

  /// Set in the number of a spelling that is not exactly one term in one position; the rest is a
  /// place in `compounds`.
  private static let compound: UInt32 = 1 << 31

  /// Longer words are analysed each time: they are rare, and need not be kept.
  private static let longestSpelling = 255

  /// So many words are looked up together.
  static let batch = 128

  /// Where a term's bytes lie in the arena of ``terms``.
  struct TermBytes: BitwiseCopyable {
    var offset: UInt32
    var byteCount: UInt32
  }

  private let analyzer: Analyzer
  private var spellings = ByteStringTable(bits: 12)
  private var terms = ByteStringTable(bits: 11)
  private var termBytes = GrowingBuffer<TermBytes>(capacity: 1 << 12)
  /// For each compound: the number of its positions, then a symbol for each.
  private var compounds = GrowingBuffer<UInt32>(capacity: 64)
  private var wordTerms = WordTerms()
  private var positions = GrowingBuffer<UInt32>()
  private var termCopy = GrowingBuffer<UInt8>(capacity: WordTerms.maximumTermByteCount)
  private var tags = GrowingBuffer<UInt64>(capacity: Self.batch)
  private var firsts = GrowingBuffer<ByteStringTable.Slot>(capacity: Self.batch)
  private let words: UnsafeMutableBufferPointer<WordRange>

  /// Makes an empty vocabulary of words that `analyzer` finds.
  init(analyzer: Analyzer) {
    self.analyzer = analyzer
    unsafe words = .allocate(capacity: Self.batch)
    unsafe words.initialize(repeating: WordRange(start: 0, end: 0))
  }

  deinit { unsafe words.deallocate() }

  /// How many terms there are.
  var count: Int { termBytes.count }

  /// The bytes of memory it holds.
  var memoryUsed: Int {
    spellings.memoryUsed + terms.memoryUsed + termBytes.byteCount + compounds.byteCount
  }

  /// Frees what only finding further words needs.
  mutating func forgetSpellings() {
    spellings = ByteStringTable(bits: 1)
    compounds = GrowingBuffer(capacity: 1)
  }

  /// Whether another document of at most `byteCount` bytes is sure to fit: a letter of 3 bytes
  /// becomes at most 8 bytes of terms, and offsets have 32 bits.
  func hasRoom(for byteCount: Int) -> Bool { terms.hasRoom(for: 3 * byteCount) }

  /// The bytes of term `index`, valid until the next word.
  func term(_ index: Int) -> UnsafeBufferPointer<UInt8> {
    let place = unsafe termBytes.base[index]
    return unsafe UnsafeBufferPointer(
      start: terms.arena.base + Int(place.offset), count: Int(place.byteCount))
  }
}

extension Vocabulary {
  /// The numbers of all terms in the order of their bytes.
  func byteOrder() -> GrowingBuffer<UInt32> {
    unsafe ByteOrder.sorted(count: count) { unsafe term($0) }
  }
}

extension Vocabulary {
  /// Appends the symbols of all words of `text`.
  ///
  /// - Parameter text: 16 bytes behind it can be read.
  /// - Returns: How many of the symbols are terms.
  mutating func append(
    wordsOf text: UnsafeBufferPointer<UInt8>, to symbols: inout GrowingBuffer<UInt32>
  ) -> Int {
    guard let bytes = text.baseAddress else { return 0 }
    var position = 0
    var tokens = 0
    while case let found = unsafe analyzer.scanWords(text, from: &position, into: words), found > 0
    {
      unsafe hash(bytes, found)
      unsafe tokens += append(found, of: bytes, to: &symbols)
    }
    return tokens
  }

  /// Hashes the words and fetches the first slot of each. The loads do not wait for one another, so
  /// that many cache misses are under way at once; without this the table's misses are half of the
  /// time.
  @inline(__always)
  private mutating func hash(_ text: UnsafePointer<UInt8>, _ count: Int) {
    let tags = unsafe self.tags.base
    let firsts = unsafe self.firsts.base
    for index in 0..<count {
      let word = unsafe words[index]
      unsafe tags[index] = spellings.tag(text + Int(word.start), Int(word.end &- word.start))
    }
    let slots = unsafe spellings.slots.base
    let mask = spellings.mask
    for index in 0..<count {
      unsafe firsts[index] = slots[ByteStringTable.home(tags[index]) & mask]
    }
  }

  @inline(__always)
  private mutating func append(
    _ found: Int, of text: UnsafePointer<UInt8>, to symbols: inout GrowingBuffer<UInt32>
  ) -> Int {
    var tokens = 0
    symbols.reserve(found)
    for index in 0..<found {
      let word = unsafe words[index]
      let bytes = unsafe text + Int(word.start)
      let count = Int(word.end &- word.start)
      let slot = unsafe firsts.base[index]
      // A batch's earlier new words may have made the table grow: the slot is a copy and stays true.
      if unsafe slot.tag == tags.base[index] && slot.value & Self.compound == 0
        && count <= Self.longestSpelling && spellings.hasBytes(bytes, count, at: slot.offset)
      {
        symbols.append(slot.value)
        tokens += 1
      } else {
        unsafe tokens += appendSlowly(bytes, count, tag: tags.base[index], to: &symbols)
      }
    }
    return tokens
  }

  @inline(never)
  private mutating func appendSlowly(
    _ bytes: UnsafePointer<UInt8>, _ count: Int, tag: UInt64,
    to symbols: inout GrowingBuffer<UInt32>
  ) -> Int {
    guard count <= Self.longestSpelling else {
      return unsafe appendLong(bytes, count, to: &symbols)
    }
    let value =
      unsafe spellings.value(of: bytes, count, tag: tag) ?? learn(bytes, count, tag: tag)
    guard value & Self.compound != 0 else {
      symbols.append(value)
      return 1
    }
    let start = Int(value & ~Self.compound)
    let positions = unsafe Int(compounds.base[start])
    var tokens = 0
    for index in 0..<positions {
      let symbol = unsafe compounds.base[start + 1 + index]
      symbols.append(symbol)
      if symbol != Self.hole { tokens += 1 }
    }
    return tokens
  }
}

extension Vocabulary {
  /// Analyses a spelling that was not met before and remembers what it becomes.
  private mutating func learn(
    _ bytes: UnsafePointer<UInt8>, _ count: Int, tag: UInt64
  ) -> UInt32 {
    unsafe analyze(bytes, count)
    let value: UInt32
    if wordTerms.count == 1, wordTerms.positionCount == 1 {
      value = number(ofTerm: 0)
    } else {
      value = Self.compound | UInt32(compounds.count)
      collectSymbols()
      compounds.append(UInt32(positions.count))
      unsafe compounds.append(contentsOf: positions.elements)
    }
    // Without room the word is analysed again the next time: slower, and as right.
    if spellings.hasRoom(for: count) {
      unsafe spellings.insert(bytes, count, tag: tag, value: value)
    }
    return value
  }

  private mutating func appendLong(
    _ bytes: UnsafePointer<UInt8>, _ count: Int, to symbols: inout GrowingBuffer<UInt32>
  ) -> Int {
    unsafe analyze(bytes, count)
    collectSymbols()
    unsafe symbols.append(contentsOf: positions.elements)
    return wordTerms.count
  }

  private mutating func analyze(_ bytes: UnsafePointer<UInt8>, _ count: Int) {
    wordTerms.removeAll()
    unsafe analyzer.appendTerms(
      ofWord: UnsafeBufferPointer(start: bytes, count: count), to: &wordTerms)
  }

  /// Makes `positions` the symbols of the word that was analysed.
  private mutating func collectSymbols() {
    positions.fill(count: wordTerms.positionCount, with: Self.hole)
    for index in 0..<wordTerms.count {
      let symbol = number(ofTerm: index)
      unsafe positions.base[wordTerms.position(of: index)] = symbol
    }
  }

  /// The number of a term of the word that was analysed, a new one if it is new.
  private mutating func number(ofTerm index: Int) -> UInt32 {
    // Copied, because hashing reads a little behind the bytes.
    termCopy.truncate(to: 0)
    unsafe wordTerms.withBytes(of: index) { unsafe termCopy.append(contentsOf: $0) }
    let (bytes, count) = unsafe (termCopy.base, termCopy.count)
    let tag = unsafe terms.tag(bytes, count)
    if let known = unsafe terms.value(of: bytes, count, tag: tag) { return known }
    let number = UInt32(termBytes.count)
    let offset = unsafe terms.insert(bytes, count, tag: tag, value: number)
    termBytes.append(TermBytes(offset: offset, byteCount: UInt32(count)))
    return number
  }
}
