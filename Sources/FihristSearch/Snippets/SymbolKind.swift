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
    let analyzer = known.analyzer
    let bytes = unsafe Array(word)
    if unsafe mayReach(word) { return .reaching }
    guard scan(bytes, analyzer) == [0..<bytes.count] else { return .other }
    let found = unsafe known.analyzed(word)
    guard found.term != 0 else { return .other }
    let end = bytes.count
    let isClosed =
      endsInArabicLetter(bytes)
      && ["x", "-x", "5", "-5", ".5"].allSatisfy { follower in
        scan(bytes + Array(follower.utf8), analyzer)
          == [0..<end, end + follower.utf8.count - 1..<end + follower.utf8.count]
      }
    return SymbolKind(found, isClosed: isClosed)
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

  private static func endsInArabicLetter(_ bytes: [UInt8]) -> Bool {
    guard bytes.count > 1 else { return false }
    let lead = bytes[bytes.count - 2]
    return lead & 0xFC == 0xD8 && (0x80...0xBF).contains(bytes[bytes.count - 1])
      && !(lead == 0xD9 && (0xA0...0xA9).contains(bytes[bytes.count - 1]))
      && !(lead == 0xDB && bytes[bytes.count - 1] >= 0xB0)
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
