// Clitics before words that are not Arabic: rare, and never on the fast path.

extension WordScanner {
  /// How many signs there may be between clitics and the word that they belong to.
  private static let maximumGap = 4

  /// Signs between clitics with a final tatweel and their word: white space of one line, opening
  /// quotation marks and brackets as people type them, and signs before a name or an amount
  /// or around emphasis.
  private static let gapSigns = Set(
    " \t\u{A0}\u{202F}\"'`´‘’‚“”„«»‹›([{@#$€£¥№+±~≈*.-‐‑–_".unicodeScalars.map(\.value))

  /// Hyphens and the underscore, where people type them instead of tatweel.
  private static let hyphens = Set("-‐‑–_".unicodeScalars.map(\.value))

  /// Whether the last letter of `word` is tatweel, U+0640.
  @inline(__always)
  func endsWithTatweel(_ word: WordEnd) -> Bool {
    // An Arabic word has at least two bytes.
    unsafe bytes[word.end &- 1] == 0x80 && bytes[word.end &- 2] == 0xD9
  }

  /// The Arabic word from `start`, or what it becomes if it is ``Clitics`` of the next word.
  /// Together with letters or digits that follow directly it is one word (`الـBBC`); with signs
  /// between the two (`كـ"BBC"`, `بالـ BBC`) the clitics are left out like the signs.
  @inline(never)
  func attachClitics(from start: Int, to word: WordEnd) -> WordEnd {
    guard attachesClitics, word.end - start <= Clitics.maximumByteCount else { return word }
    // What follows decides nearly always, and costs less than reading the word's letters.
    let isFollowed = unsafe word.next < end && Self.followers[bytes[word.next]]
    guard isFollowed || endsWithTatweel(word) else { return word }
    let leftOut = WordEnd(end: start, next: word.next)
    switch wordClass(at: word.next) {
    case .letter:
      guard clitics(from: start, to: word) != nil else { return word }
      let next = word.next + look(at: word.next).scalar.byteCount
      return joined(endOfAlphabetic(word.next, from: next), from: start) ?? leftOut
    case .digit:
      guard clitics(from: start, to: word) != nil else { return word }
      return joined(endOfNumber(word.next), from: start) ?? leftOut
    case .ideograph:
      return clitics(from: start, to: word) != nil ? leftOut : word
    case .separator:
      return isOfNext(word, from: start) ? leftOut : word
    case .control, .phrase, .mark, .arabicLetter:
      return word
    }
  }

  /// The clitics that `word` spells, if it does.
  private func clitics(from start: Int, to word: WordEnd) -> Clitics? {
    unsafe Clitics(UnsafeBufferPointer(start: bytes + start, count: word.end - start))
  }

  /// Whether `word` is clitics of a word behind the sign that follows it.
  private func isOfNext(_ word: WordEnd, from start: Int) -> Bool {
    if endsWithTatweel(word), isFollowed(word.next) {
      return clitics(from: start, to: word) != nil
    }
    return isHyphenated(word.next) && clitics(from: start, to: word)?.haveArticle == true
  }

  /// `word`, if it is not too long when it starts at `start`.
  private func joined(_ word: WordEnd, from start: Int) -> WordEnd? {
    word.end - start <= Self.maximumWordByteCount ? word : nil
  }

  /// Whether a few signs from `index` on are followed by a word that is not Arabic, or by the end
  /// of the text: a query may have a quotation mark there.
  private func isFollowed(_ index: Int) -> Bool {
    var index = index
    for _ in 0...Self.maximumGap {
      guard index < end else { return true }
      let (scalar, wordClass) = look(at: index)
      guard wordClass == .control || Self.gapSigns.contains(scalar.value) else {
        return Self.isForeign(wordClass)
      }
      index += scalar.byteCount
    }
    return false
  }

  /// Whether one hyphen at `index` is followed by a word that is not Arabic.
  private func isHyphenated(_ index: Int) -> Bool {
    guard index < end else { return false }
    let scalar = look(at: index).scalar
    return Self.hyphens.contains(scalar.value)
      && Self.isForeign(wordClass(at: index + scalar.byteCount))
  }

  /// Whether a word with this class of first scalar is not Arabic.
  private static func isForeign(_ wordClass: WordClass) -> Bool {
    wordClass == .letter || wordClass == .digit || wordClass == .ideograph
  }
}
