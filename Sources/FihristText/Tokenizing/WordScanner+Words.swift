// The rare words: those with signs inside, in several alphabets, or with characters of three bytes.

extension WordScanner {
  /// The scalar at `index` and its class.
  @inline(__always)
  func look(at index: Int) -> (scalar: UTF8Scalar, wordClass: WordClass) {
    let scalar = unsafe UTF8Scalar(bytes, at: index, end: end)
    return (scalar, WordClass.of(scalar.value))
  }

  /// What follows `index`, if anything does.
  func wordClass(at index: Int) -> WordClass {
    guard index < end else { return .separator }
    if let letter = arabicIndex(at: index, before: end) { return Self.arabicClasses[letter] }
    return look(at: index).wordClass
  }

  /// The word, if any, that starts with a byte that the fast paths do not handle.
  @inline(never)
  func scanOther(_ start: Int) -> WordEnd {
    let (scalar, wordClass) = look(at: start)
    let next = start + scalar.byteCount
    switch wordClass {
    case .arabicLetter: return attachClitics(from: start, to: endOfArabic(start, from: next))
    case .letter: return endOfAlphabetic(start, from: next)
    case .digit: return endOfNumber(start)
    case .ideograph, .phrase: return WordEnd(end: next, next: next)
    case .separator, .control, .mark:
      if findsEmoji, let emoji = endOfEmoji(start, scalar) { return emoji }
      return WordEnd(end: start, next: next)
    }
  }

  /// The end of the Arabic word from `start`, whose bytes up to `from` were already scanned.
  @inline(never)
  func endOfArabic(_ start: Int, from: Int) -> WordEnd {
    guard from - start <= Self.maximumWordByteCount else { return cut(from: start) }
    var word = WordEnd(end: from, next: from)
    while word.next < end {
      let (scalar, wordClass) = look(at: word.next)
      let next = word.next + scalar.byteCount
      guard wordClass >= .mark || wordClass == .control else { break }
      guard next - start <= Self.maximumWordByteCount else { break }
      word.next = next
      if wordClass != .control { word.end = next }
    }
    return word
  }

  /// The end of the word of letters and digits from `start`, already scanned up to `from`.
  ///
  /// An apostrophe between letters stays inside (`don't`, `Qur’an`), and so do the full stops of
  /// initials (`U.S.A`): the folding takes them out.
  @inline(never)
  func endOfAlphabetic(_ start: Int, from: Int) -> WordEnd {
    var word = WordEnd(end: from, next: from)
    while word.next < end {
      let (scalar, wordClass) = look(at: word.next)
      let next = word.next + scalar.byteCount
      guard next - start <= Self.maximumWordByteCount else { break }
      switch wordClass {
      case .letter, .digit, .mark:
        word.end = next
      case .control:
        break
      case .separator:
        let isInside =
          Apostrophe.scalars.contains(scalar.value) && self.wordClass(at: next) == .letter
          || scalar.value == 0x2E && isBetweenInitials(word.next, of: start)
        guard isInside else { return word }
      case .arabicLetter, .ideograph, .phrase:
        return word
      }
      word.next = next
    }
    return word
  }

  /// Whether the full stop at `index` is between two single ASCII letters of one word.
  private func isBetweenInitials(_ index: Int, of start: Int) -> Bool {
    // Every earlier full stop of the word passed this test, so one letter back is enough.
    let isAfterInitial = unsafe index - 1 == start || bytes[index - 2] == UInt8(ascii: ".")
    guard isAfterInitial, unsafe isASCIILetter(bytes[index - 1]) else { return false }
    guard index + 1 < end, unsafe isASCIILetter(bytes[index + 1]) else { return false }
    let following = wordClass(at: index + 2)
    return following != .letter && following != .digit && following != .mark
  }

  private func isASCIILetter(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20)
  }

  /// The end of the word that starts with the digit at `start`.
  ///
  /// Separators stay inside between digits (`3.5`, `1,000`, `18.05.2024`); ``NumberParts`` decides
  /// what they mean. Letters join a number only if it has no separator: `18th`, `4G`, but `3.5`
  /// `kg`.
  @inline(never)
  func endOfNumber(_ start: Int) -> WordEnd {
    var word = WordEnd(end: start, next: start)
    var hasSeparator = false
    while word.next < end {
      let (scalar, wordClass) = look(at: word.next)
      let next = word.next + scalar.byteCount
      guard next - start <= Self.maximumWordByteCount else { break }
      switch wordClass {
      case .digit:
        word.end = next
      case .control:
        break
      case .letter where !hasSeparator:
        return endOfAlphabetic(start, from: next)
      case .separator:
        guard NumberSeparator(scalar.value) != nil, self.wordClass(at: next) == .digit,
          next - start <= NumberSeparator.maximumReach
        else { return word }
        hasSeparator = true
      default:
        return word
      }
      word.next = next
    }
    return word
  }
}
