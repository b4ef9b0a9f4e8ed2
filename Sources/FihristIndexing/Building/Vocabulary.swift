import FihristFormat
import FihristStorage
import FihristText

/// The words of a segment under construction and what they become in the index.
///
/// A word is looked up by its bytes as written, and analyzed only the first time it is seen: nine
/// million words of news have three hundred thousand spellings. The output is a row of symbols, one
/// for each position. A symbol stands for one term at each level, or for none there; with a single
/// level it is the number of the term. ``hole`` stands for no term at any level. Spaces whose terms
/// the same analyzer makes share a level.
@safe
struct Vocabulary: ~Copyable {
  /// The symbol of a position that has no term.
  static let hole = UInt32.max

  /// Set in the value of a spelling that is not exactly one symbol; the rest is an index into
  /// `compounds`.
  private static let compound: UInt32 = 1 << 31

  /// Longer words are rare; they are analyzed each time and not stored.
  private static let longestSpelling = 255

  /// This many words are looked up together.
  static let batch = 128

  /// Finds the words of all levels and makes the terms of the first.
  private let analyzer: Analyzer
  private let levels: [SpaceTerms]
  /// For each term space, the index of its level.
  private let levelBySpace: [Int]
  /// With several levels, the symbols: each has a term or ``hole`` for each level.
  private var rows = SymbolTable()
  private var spellings = ByteStringTable(bits: 12)
  /// For each compound, the number of its positions, then a symbol for each position.
  private var compounds = GrowingBuffer<UInt32>(capacity: 64)
  private var wordTerms = WordTerms()
  /// The terms of the word being added, at each level.
  private var wordRows = GrowingBuffer<UInt32>()
  private var positions = GrowingBuffer<UInt32>()
  private var tags = GrowingBuffer<UInt64>(capacity: Self.batch)
  private var firsts = GrowingBuffer<ByteStringTable.Slot>(capacity: Self.batch)
  private let words: UnsafeMutableBufferPointer<WordRange>

  /// Makes an empty vocabulary.
  ///
  /// - Parameter analyzers: One for each term space. All must find the same words.
  init(analyzers: [Analyzer]) {
    analyzer = analyzers[0]
    var distinct: [Analyzer] = []
    levelBySpace = analyzers.map { analyzer in
      if let known = distinct.firstIndex(of: analyzer) { return known }
      distinct.append(analyzer)
      return distinct.count - 1
    }
    levels = distinct.map(SpaceTerms.init)
    unsafe words = .allocate(capacity: Self.batch)
    unsafe words.initialize(repeating: WordRange(start: 0, end: 0))
  }

  deinit { unsafe words.deallocate() }

  /// Whether symbols are the terms of all spaces.
  var hasOneLevel: Bool { levels.count == 1 }

  /// How many terms there are at all levels.
  var termCount: Int { levels.reduce(0) { $0 + $1.count } }

  /// The bytes of memory it holds.
  var memoryUsed: Int {
    spellings.memoryUsed + compounds.byteCount + rows.memoryUsed
      + levels.reduce(0) { $0 + $1.memoryUsed }
  }

  /// Frees the memory that is needed only to add more words.
  mutating func forgetSpellings() {
    spellings = ByteStringTable(bits: 1)
    compounds = GrowingBuffer(capacity: 1)
  }

  /// Whether another document of at most `byteCount` bytes is certain to fit: a letter of 3 bytes
  /// becomes at most 8 bytes of terms, and offsets have 32 bits.
  func hasSpace(for byteCount: Int) -> Bool {
    levels.allSatisfy { $0.hasSpace(for: 3 * byteCount) }
  }

  /// The terms of a space, and of those that share its level.
  func terms(of space: TermSpace) -> SpaceTerms { levels[levelBySpace[space.ordinal]] }

  /// What each symbol stands for in a space: a term or ``hole``. There are several levels.
  func termsBySymbol(in space: TermSpace) -> GrowingBuffer<UInt32> {
    rows.terms(atLevel: levelBySpace[space.ordinal], of: levels.count)
  }

  /// The term that `symbol`, which is not ``hole``, stands for in a space, or ``hole``.
  @inline(__always)
  func term(of symbol: UInt32, in space: TermSpace) -> UInt32 {
    hasOneLevel
      ? symbol : rows.term(of: symbol, atLevel: levelBySpace[space.ordinal], of: levels.count)
  }
}

extension Vocabulary {
  /// Appends the symbols of all words of `text`.
  ///
  /// - Parameter text: 16 bytes past its end must be readable.
  /// - Returns: How many of the symbols are terms.
  mutating func append(
    wordsOf text: UnsafeBufferPointer<UInt8>, to symbols: inout GrowingBuffer<UInt32>
  ) -> Int {
    guard let bytes = text.baseAddress else { return 0 }
    var position = 0
    var tokens = 0
    while case let found = unsafe analyzer.scanWords(text, from: &position, into: words), found > 0
    {
      unsafe hash(bytes, count: found)
      unsafe tokens += append(found, of: bytes, to: &symbols)
    }
    return tokens
  }

  /// Hashes the words and fetches the first slot of each. The loads do not wait for one another, so
  /// many cache misses are in flight at once. Without this, half of the time is spent on cache
  /// misses in the table.
  @inline(__always)
  private mutating func hash(_ text: UnsafePointer<UInt8>, count: Int) {
    let tags = unsafe self.tags.base
    let firsts = unsafe self.firsts.base
    for index in 0..<count {
      let word = unsafe words[index]
      unsafe tags[index] = spellings.tag(text + Int(word.start), count: Int(word.end &- word.start))
    }
    let slots = unsafe spellings.slots.base
    let mask = spellings.slots.mask
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
      // New words earlier in the batch may have made the table grow; the slot is a copy and stays
      // valid.
      if unsafe slot.tag == tags.base[index] && slot.value & Self.compound == 0
        && count <= Self.longestSpelling && spellings.hasBytes(bytes, count: count, at: slot.offset)
      {
        symbols.append(slot.value)
        tokens += 1
      } else {
        unsafe tokens += appendSlowly(bytes, count: count, tag: tags.base[index], to: &symbols)
      }
    }
    return tokens
  }

  @inline(never)
  private mutating func appendSlowly(
    _ bytes: UnsafePointer<UInt8>, count: Int, tag: UInt64,
    to symbols: inout GrowingBuffer<UInt32>
  ) -> Int {
    guard count <= Self.longestSpelling else {
      return unsafe appendLong(bytes, count: count, to: &symbols)
    }
    let value =
      unsafe spellings.value(of: bytes, count, tag: tag) ?? learn(bytes, count: count, tag: tag)
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
  /// Analyzes a spelling that was not seen before and stores the result.
  private mutating func learn(
    _ bytes: UnsafePointer<UInt8>, count: Int, tag: UInt64
  ) -> UInt32 {
    unsafe collectSymbols(bytes, count: count)
    let value: UInt32
    if positions.count == 1, unsafe positions.base[0] != Self.hole {
      value = unsafe positions.base[0]
    } else {
      value = Self.compound | UInt32(compounds.count)
      compounds.append(UInt32(positions.count))
      unsafe compounds.append(contentsOf: positions.elements)
    }
    // If it does not fit, the word is analyzed again the next time: slower, with the same result.
    if spellings.hasSpace(for: count) {
      unsafe spellings.insert(bytes, count: count, tag: tag, value: value)
    }
    return value
  }

  private mutating func appendLong(
    _ bytes: UnsafePointer<UInt8>, count: Int, to symbols: inout GrowingBuffer<UInt32>
  ) -> Int {
    unsafe collectSymbols(bytes, count: count)
    unsafe symbols.append(contentsOf: positions.elements)
    return unsafe positions.elements.count { $0 != Self.hole }
  }

  /// Makes `positions` the symbols of a word.
  private mutating func collectSymbols(_ bytes: UnsafePointer<UInt8>, count: Int) {
    let word = unsafe UnsafeBufferPointer(start: bytes, count: count)
    guard !hasOneLevel else {
      unsafe levels[0].collectTerms(of: word, with: &wordTerms, to: &positions)
      return
    }
    var terms = GrowingBuffer<UInt32>()
    var rowStarts: [Int] = []
    wordRows.truncate(to: 0)
    for level in levels {
      unsafe level.collectTerms(of: word, with: &wordTerms, to: &terms)
      rowStarts.append(wordRows.count)
      unsafe wordRows.append(contentsOf: terms.elements)
    }
    rowStarts.append(wordRows.count)
    joinRows(rowStarts)
  }

  /// Makes `positions` the symbols of `wordRows`, which has a row for each level. A level at which
  /// the word takes fewer positions has no term in the last ones.
  private mutating func joinRows(_ starts: [Int]) {
    let lengths = zip(starts, starts.dropFirst()).map { $1 - $0 }
    positions.truncate(to: 0)
    var row = [UInt32](repeating: Self.hole, count: levels.count)
    for position in 0..<(lengths.max() ?? 0) {
      for ordinal in row.indices {
        row[ordinal] =
          position < lengths[ordinal]
          ? unsafe wordRows.base[starts[ordinal] + position] : Self.hole
      }
      positions.append(row.allSatisfy { $0 == Self.hole } ? Self.hole : rows.symbol(of: row))
    }
  }
}
