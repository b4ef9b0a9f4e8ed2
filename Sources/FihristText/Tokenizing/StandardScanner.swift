/// Finds words as Lucene's `StandardTokenizer` does: the word boundaries of Unicode Standard
/// Annex 29, where only words with a letter or a digit are kept.
///
/// Emoji, which that tokenizer also keeps, are not words here.
///
/// Safe for the same reasons as ``WordScanner``.
@safe
struct StandardScanner {
  /// Longer words are cut into pieces of this many UTF-16 units, as in Lucene.
  static let maximumUnitCount = 255

  /// An upper bound of the bytes of that many units. A word is not scanned beyond it; otherwise a
  /// run of letters that fills a file would be scanned once for each piece.
  private static let maximumByteCount = 4 * maximumUnitCount

  let bytes: UnsafePointer<UInt8>
  let end: Int

  private static let arabicClasses = ByteTable<StandardClass> { .of(0x600 | UInt32($0)) }
  private static let asciiClasses = ByteTable<StandardClass> {
    // Bytes from 0x80 on are looked at as scalars.
    $0 < 0x80 ? .of(UInt32($0)) : .other
  }

  /// Writes the next words to `words` and moves `position` past them.
  func scan(from position: inout Int, into words: UnsafeMutableBufferPointer<WordRange>) -> Int {
    var index = position
    var count = 0
    while index < end, count < words.count {
      let start = index
      let (wordClass, byteCount) = look(at: index)
      index += byteCount
      switch wordClass {
      case .other, .extend, .midLetter, .midNumber, .midBoth: continue
      case .ideograph: index = endOfExtension(index)
      case .southeastAsian: index = endOfRun(start: start, index: index)
      case .letter, .digit, .katakana, .hebrew, .connector:
        let word = endOfWord(start: start, first: wordClass, from: index)
        index = word.end
        guard word.hasContent else { continue }
      }
      index = limited(start: start, end: index)
      // `end` fits: scanWords looks at no more than UInt32.max bytes.
      unsafe words[count] = WordRange(
        start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: index))
      count += 1
    }
    position = index
    return count
  }

  /// The class and the length of the scalar at `index`.
  @inline(__always)
  private func look(at index: Int) -> (wordClass: StandardClass, byteCount: Int) {
    let byte = unsafe bytes[index]
    if byte < 0x80 { return (Self.asciiClasses[byte], 1) }
    if byte & 0xFC == 0xD8, index + 1 < end, unsafe bytes[index + 1] & 0xC0 == 0x80 {
      let low = unsafe (byte & 3) << 6 | bytes[index + 1] & 63
      return (Self.arabicClasses[low], 2)
    }
    return lookFar(at: index)
  }

  @inline(never)
  private func lookFar(at index: Int) -> (wordClass: StandardClass, byteCount: Int) {
    let scalar = unsafe UTF8Scalar(bytes, at: index, end: end)
    return (StandardClass.of(scalar.value), scalar.byteCount)
  }
}

extension StandardScanner {
  /// The end of the word from `start` whose first scalar, of class `first`, ends at `from`, and
  /// whether it holds more than connectors.
  private func endOfWord(
    start: Int, first: StandardClass, from: Int
  ) -> (end: Int, hasContent: Bool) {
    var last = first
    var hasContent = first != .connector
    var index = from
    while index < end, index &- start <= Self.maximumByteCount {
      let (wordClass, byteCount) = look(at: index)
      switch wordClass {
      case .extend:
        index += byteCount
        continue
      case .letter, .hebrew, .digit:
        guard last != .katakana else { return (index, hasContent) }
      case .katakana:
        guard last == .katakana || last == .connector else { return (index, hasContent) }
      case .connector:
        break
      case .midLetter, .midNumber, .midBoth:
        guard joins(wordClass, index, byteCount, after: last) else { return (index, hasContent) }
        index += byteCount
        continue
      case .other:
        guard last == .hebrew, isQuoteInHebrew(index) else { return (index, hasContent) }
        index += byteCount
        continue
      case .ideograph, .southeastAsian:
        return (index, hasContent)
      }
      index += byteCount
      last = wordClass
      if wordClass != .connector { hasContent = true }
    }
    return (index, hasContent)
  }

  /// Whether the sign at `index` stays inside the word: rules WB6, WB7, WB7a, WB11 and WB12.
  private func joins(
    _ sign: StandardClass, _ index: Int, _ byteCount: Int, after last: StandardClass
  ) -> Bool {
    if last == .hebrew, unsafe bytes[index] == UInt8(ascii: "'") { return true }
    let following = endOfExtension(index + byteCount)
    guard following < end else { return false }
    let next = look(at: following).wordClass
    switch last {
    case .letter, .hebrew: return sign != .midNumber && (next == .letter || next == .hebrew)
    case .digit: return sign != .midLetter && next == .digit
    default: return false
    }
  }

  /// Whether `"` is at `index` and a Hebrew letter follows, as in an abbreviation: rule WB7b.
  private func isQuoteInHebrew(_ index: Int) -> Bool {
    guard unsafe bytes[index] == UInt8(ascii: "\"") else { return false }
    let following = endOfExtension(index + 1)
    return following < end && look(at: following).wordClass == .hebrew
  }

  /// The end of the marks and controls from `index` on.
  private func endOfExtension(_ index: Int) -> Int {
    var index = index
    while index < end {
      let (wordClass, byteCount) = look(at: index)
      guard wordClass == .extend else { break }
      index += byteCount
    }
    return index
  }

  private func endOfRun(start: Int, index: Int) -> Int {
    var index = index
    while index < end, index &- start <= Self.maximumByteCount {
      let (wordClass, byteCount) = look(at: index)
      guard wordClass == .extend || wordClass == .southeastAsian else { break }
      index += byteCount
    }
    return index
  }

  /// Where a word from `start` to `wordEnd` ends when it is cut to ``maximumUnitCount``.
  @inline(__always)
  private func limited(start: Int, end wordEnd: Int) -> Int {
    wordEnd - start <= Self.maximumUnitCount ? wordEnd : cut(start: start, end: wordEnd)
  }

  @inline(never)
  private func cut(start: Int, end wordEnd: Int) -> Int {
    var index = start
    var units = 0
    while index < wordEnd {
      let scalar = unsafe UTF8Scalar(bytes, at: index, end: end)
      units += scalar.byteCount == 4 ? 2 : 1
      guard units <= Self.maximumUnitCount else { break }
      index += scalar.byteCount
    }
    return index
  }
}
