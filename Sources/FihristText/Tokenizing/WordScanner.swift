/// Finds the words of a text for the archive analyzers, in one pass over its bytes.
///
/// An Arabic word is a run of Arabic letters with their marks; other letters and digits form words
/// together (`COVID19`, `18th`); a change between the two ends a word (`عام2015` is two words).
/// ``endOfNumber(_:)``, ``endOfAlphabetic(_:from:)`` and ``attachClitics(from:to:)`` have the other
/// rules.
///
/// Safe because `bytes` can be read up to `end`, which is checked before every read, and because
/// the analyzer that makes a scanner keeps the bytes for as long as it scans.
@safe
struct WordScanner {
  /// People do not write longer words; a longer run of letters is cut into pieces, so that none of
  /// it is lost.
  static let maximumWordByteCount = WordTerms.maximumTermByteCount

  let bytes: UnsafePointer<UInt8>
  let end: Int
  /// Whether ``Clitics`` before a word that is not Arabic belong to that word.
  let attachesClitics: Bool
  /// Whether ``Emoji`` are words.
  let findsEmoji: Bool

  /// The branch of the scanner for a byte that does not start a scalar of U+0600…U+06FF.
  enum Lead: UInt8 {
    case separator, letter, digit, other
  }

  /// Where a word ends, and where scanning goes on: after controls that are not part of the word.
  struct WordEnd {
    var end: Int
    var next: Int
  }

  private static let leads = ByteTable<Lead> { byte in
    switch byte {
    case 0x30...0x39: .digit
    case 0x41...0x5A, 0x61...0x7A: .letter
    case 0..<0x80: .separator
    default: .other
    }
  }

  private static let noScalars = ByteTable<Bool> { _ in false }

  /// Whether a byte after clitics may be the first of a word that they belong to.
  static let followers = ByteTable<Bool> { byte in
    leads[byte] != .separator || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
  }

  /// The classes of U+0600 to U+06FF, by the lowest 8 bits of the scalar.
  static let arabicClasses = ByteTable<WordClass> { WordClass.of(0x600 | UInt32($0)) }

  /// Writes the next words to `words` and moves `position` past them.
  ///
  /// - Returns: How many words were found; less than `words.count` only at the end of the text.
  func scan(from position: inout Int, into words: UnsafeMutableBufferPointer<WordRange>) -> Int {
    let leads = Self.leads
    let classes = Self.arabicClasses
    let cliticEnds = attachesClitics ? Clitics.lastScalars : Self.noScalars
    var index = position
    var count = 0
    while index < end, count < words.count {
      let start = index
      let word: WordEnd
      let byte = unsafe bytes[index]
      // Nearly all bytes are one of these two, and a jump through a table is hard to predict.
      if byte & 0xFC == 0xD8 {
        guard let first = arabicIndex(at: index, before: end) else {
          index += 1
          continue
        }
        switch classes[first] {
        case .arabicLetter:
          let arabic = scanArabic(from: start, classes: classes)
          word = mayBeClitics(arabic, cliticEnds) ? attachClitics(from: start, to: arabic) : arabic
        case .digit: word = endOfNumber(start)
        default:
          index += 2
          continue
        }
      } else if byte == UInt8(ascii: " ") {
        index += 1
        continue
      } else {
        switch leads[byte] {
        case .separator:
          index += 1
          continue
        case .letter: word = scanASCII(from: start, leads: leads)
        case .digit: word = endOfNumber(start)
        case .other: word = scanOther(start)
        }
      }
      index = word.next
      if word.end > start {
        // `end` fits: scanWords looks at no more than UInt32.max bytes.
        unsafe words[count] = WordRange(
          start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: word.end))
        count += 1
      }
    }
    position = index
    return count
  }
}

// MARK: - Fast paths

extension WordScanner {
  /// The lowest 8 bits of the scalar U+0600…U+06FF at `index`, or `nil` if there is none or it ends
  /// after `limit`, which is at most `end`.
  @inline(__always)
  func arabicIndex(at index: Int, before limit: Int) -> UInt8? {
    guard index &+ 1 < limit else { return nil }
    let pair = unsafe UnsafeRawPointer(bytes + index).loadUnaligned(as: UInt16.self).littleEndian
    guard pair & 0xC0FC == 0x80D8 else { return nil }
    return UInt8(truncatingIfNeeded: (pair & 3) << 6 | (pair >> 8) & 63)
  }

  /// How far a word from `start` is scanned: two bytes more than the longest word. So a run of
  /// letters that fills a file is scanned once, not once for each word that it is cut into.
  @inline(__always)
  private func farthest(from start: Int) -> Int {
    min(end, start &+ Self.maximumWordByteCount &+ 2)
  }

  /// A word that starts with an Arabic letter of two bytes: nearly always all letters have two.
  @inline(__always)
  private func scanArabic(from start: Int, classes: ByteTable<WordClass>) -> WordEnd {
    var index = start &+ 2
    let limit = farthest(from: start)
    while let next = arabicIndex(at: index, before: limit) {
      let wordClass = classes[next]
      if wordClass < .mark {
        if wordClass == .control { return endOfArabic(start, from: index) }
        return checked(WordEnd(end: index, next: index), from: start)
      }
      index &+= 2
    }
    if index < end, unsafe bytes[index] >= 0x80 { return endOfArabic(start, from: index) }
    return checked(WordEnd(end: index, next: index), from: start)
  }

  /// Whether the last letter of `word` allows it to be ``Clitics``; `ends` says for each scalar of
  /// U+0600…U+06FF whether it does.
  @inline(__always)
  private func mayBeClitics(_ word: WordEnd, _ ends: ByteTable<Bool>) -> Bool {
    // An Arabic word has at least two bytes.
    arabicIndex(at: word.end &- 2, before: word.end).map { ends[$0] } ?? attachesClitics
  }

  /// A word that starts with an ASCII letter.
  @inline(__always)
  private func scanASCII(from start: Int, leads: ByteTable<Lead>) -> WordEnd {
    var index = start &+ 1
    let limit = farthest(from: start)
    while index < limit {
      let lead = unsafe leads[bytes[index]]
      if lead != .letter, lead != .digit { break }
      index += 1
    }
    guard index < end else { return checked(WordEnd(end: index, next: index), from: start) }
    let byte = unsafe bytes[index]
    if byte >= 0x80 || byte == UInt8(ascii: "'") || byte == UInt8(ascii: ".") {
      return endOfAlphabetic(start, from: min(index, start + Self.maximumWordByteCount))
    }
    return checked(WordEnd(end: index, next: index), from: start)
  }

  /// Cuts `word` if it is too long; the pieces after the first are words of their own.
  @inline(__always)
  private func checked(_ word: WordEnd, from start: Int) -> WordEnd {
    word.end - start <= Self.maximumWordByteCount ? word : cut(from: start)
  }

  @inline(never)
  func cut(from start: Int) -> WordEnd {
    var index = start + Self.maximumWordByteCount
    // The bytes before are well-formed, so a character starts at most 3 bytes back.
    while unsafe bytes[index] & 0xC0 == 0x80 { index -= 1 }
    return WordEnd(end: index, next: index)
  }
}
