internal import FihristText

/// What is known about a symbol of a segment's texts, in eight bytes.
///
/// Words of the text are not always words of the analyzer: it joins `3` and `14` around a point,
/// and a preposition with the foreign word behind it. A plain word is one word of the analyzer
/// wherever safe boundaries are around it. What is safe is found out by letting the analyzer scan
/// samples.
struct SymbolKind {
  /// 0 if nothing is known.
  let bits: UInt64

  @inline(__always)
  init(bits: UInt64) { self.bits = bits }

  // The lowest bit of a fingerprint is always set, so those of both fingerprints are free: the
  // first says that the word is plain, the second that it is closed or, if not plain, that the
  // symbol is known.
  private static let plain: UInt64 = 1
  private static let second: UInt64 = 1 << 32

  /// A word that has to be scanned.
  static let other = SymbolKind(bits: second)
  /// A word whose meaning may depend on what follows behind a space too.
  static let reaching = SymbolKind(bits: second | 2)
  /// A separator that ends every word, and that no word starts with.
  static let hard = SymbolKind(bits: second | 4)
  /// A separator that ends closed words, and that no word starts with.
  static let firm = SymbolKind(bits: second | 8)
  /// A separator that may be a part of words.
  static let soft = SymbolKind(bits: second | 16)

  /// A word that is one word of the analyzer, with one position.
  @inline(__always)
  init(_ word: KnownWords.Fingerprints, isClosed: Bool) {
    let fingerprints = UInt64(word.term) | UInt64(word.root) << 32
    bits = isClosed ? fingerprints | Self.plain | Self.second : (fingerprints | 1) & ~Self.second
  }

  /// Whether the symbol is known.
  @inline(__always)
  var isKnown: Bool { bits != 0 }

  /// Whether it is one word of the analyzer between safe boundaries.
  @inline(__always)
  var isPlain: Bool { bits & Self.plain != 0 }

  /// Whether nothing that follows but a mark can change what the word is.
  @inline(__always)
  var isClosed: Bool { bits & (Self.plain | Self.second) == Self.plain | Self.second }

  /// The fingerprints of a plain word.
  @inline(__always)
  var fingerprints: KnownWords.Fingerprints {
    KnownWords.Fingerprints(
      term: UInt32(truncatingIfNeeded: bits) | 1, root: UInt32(truncatingIfNeeded: bits >> 32) | 1)
  }
}

extension SymbolKind: Equatable {}

// MARK: - Finding out

extension SymbolKind {
  /// The kind of a word.
  ///
  /// - Parameters:
  ///   - word: Its bytes.
  ///   - known: Knows the analyzer.
  static func word(_ word: UnsafeBufferPointer<UInt8>, _ known: KnownWords) -> SymbolKind {
    if unsafe mayReach(word) { return .reaching }
    // Clitics would take a Latin letter behind them, and any other word that is not closed too.
    let isClosed = unsafe endsInArabicLetter(word) && isWhole(word, before: 0x78, known.analyzer)
    let isPlain = unsafe isClosed || isWhole(word, before: nil, known.analyzer)
    guard isPlain else { return .other }
    let found = unsafe known.analyzed(word)
    return found.term == 0 ? .other : SymbolKind(found, isClosed: isClosed)
  }

  /// The kind of a separator.
  static func separator(
    _ separator: UnsafeBufferPointer<UInt8>, _ analyzer: Analyzer
  ) -> SymbolKind {
    let bytes = unsafe Array(separator)
    // A variation selector makes an emoji of some signs.
    let selector: [UInt8] = [0xEF, 0xB8, 0x8F]
    guard scan(bytes, analyzer).isEmpty, scan(bytes + selector, analyzer).isEmpty else {
      return .soft
    }
    if bytes.contains(where: { $0 == 0x20 || $0 &- 9 < 5 }) { return .hard }
    let letter: [UInt8] = [0xD8, 0xA8]
    let end = 2 + bytes.count
    return scan(letter + bytes + letter, analyzer) == [0..<2, end..<end + 2] ? .firm : .soft
  }

  /// Whether the analyzer may look behind a space after the word: clitics with a tatweel at their
  /// end belong to the next word.
  static func mayReach(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    for index in word.indices.dropFirst() {
      if unsafe word[index - 1] == 0xD9 && word[index] == 0x80 { return true }
    }
    return false
  }

  private static func endsInArabicLetter(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    guard word.count > 1 else { return false }
    let (lead, last) = unsafe (word[word.count - 2], word[word.count - 1])
    let isDigit = lead == 0xD9 && 0xA0...0xA9 ~= last || lead == 0xDB && 0xB0...0xB9 ~= last
    return lead & 0xFC == 0xD8 && last & 0xC0 == 0x80 && !isDigit
  }

  /// Whether the analyzer finds exactly `word` in it, and `follower`, a word of one byte, where it
  /// stands directly behind.
  private static func isWhole(
    _ word: UnsafeBufferPointer<UInt8>, before follower: UInt8?, _ analyzer: Analyzer
  ) -> Bool {
    let end = word.count
    return unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: end + 1) { text in
      unsafe withUnsafeTemporaryAllocation(of: WordRange.self, capacity: 3) { words in
        _ = unsafe text.update(fromContentsOf: word)
        unsafe text[end] = follower ?? 0
        let part = unsafe UnsafeBufferPointer(rebasing: text[..<(follower == nil ? end : end + 1)])
        var offset = 0
        let count = unsafe analyzer.scanWords(part, from: &offset, into: words)
        guard count > 0, unsafe words[0].bytes == 0..<end else { return false }
        return unsafe follower == nil
          ? count == 1 : count == 2 && words[1].bytes == end..<end + 1
      }
    }
  }

  private static func scan(_ text: [UInt8], _ analyzer: Analyzer) -> [Range<Int>] {
    unsafe text.withUnsafeBufferPointer { bytes in
      unsafe withUnsafeTemporaryAllocation(of: WordRange.self, capacity: 8) { words in
        var (offset, ranges) = (0, [Range<Int>]())
        while case let count = unsafe analyzer.scanWords(bytes, from: &offset, into: words),
          count > 0
        {
          for index in 0..<count { unsafe ranges.append(words[index].bytes) }
        }
        return ranges
      }
    }
  }
}
