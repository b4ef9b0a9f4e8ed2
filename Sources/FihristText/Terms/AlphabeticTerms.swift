import FihristSnowball

/// Makes the term of a word that is not Arabic: small letters, and Latin ones without accents.
enum AlphabeticTerms {
  /// Appends the term of `word`; with a `language`, the terms of its letters and its digits, and
  /// letters are stemmed.
  static func append<Recorder: RuleRecorder>(
    of word: UnsafeBufferPointer<UInt8>, in language: LatinLanguage? = nil,
    to terms: inout WordTerms, _ recorder: inout Recorder
  ) {
    guard let bytes = word.baseAddress else { return }
    let end = unsafe endWithoutPossessive(bytes, count: word.count)
    if end < word.count { recorder.fired(.stripPossessive) }
    guard let language else {
      if let term = unsafe fold(bytes, upTo: end, to: &terms, &recorder) {
        terms.append(term, source: 0..<word.count)
      }
      return
    }
    if let stem = unsafe AccentedStem.of(bytes, count: end, language) {
      recorder.fired(.stemSnowball)
      unsafe stem.withUnsafeBufferPointer { stem in
        guard let letters = stem.baseAddress,
          let term = unsafe fold(letters, upTo: stem.count, to: &terms, &recorder)
        else { return }
        terms.append(term, source: 0..<word.count)
      }
    } else if let folded = unsafe fold(bytes, upTo: end, to: &terms, &recorder) {
      appendParts(of: folded, byteCount: word.count, language, to: &terms, &recorder)
    }
  }

  /// Folds the scalars of `bytes` up to `end` behind the terms; returns the bytes of the term.
  private static func fold<Recorder: RuleRecorder>(
    _ bytes: UnsafePointer<UInt8>, upTo end: Int, to terms: inout WordTerms,
    _ recorder: inout Recorder
  ) -> Range<Int>? {
    // Two ASCII letters for one of two bytes at most; ffi for one of three; 4 for the last write.
    terms.reserve(end + 4)
    let start = terms.used
    return unsafe terms.storage.withUnsafeMutableBufferPointer { storage -> Range<Int>? in
      guard let base = storage.baseAddress else { return nil }
      let count = unsafe fold(bytes, upTo: end, to: base + start, recorder: &recorder)
      let plain = unsafe withoutOrdinal(base + start, count: count, recorder: &recorder)
      let whole = start..<start + plain
      guard !whole.isEmpty else { return nil }
      return unsafe TermLength.cut(in: UnsafePointer(base), term: whole, recorder: &recorder)
    }
  }

  /// Appends the letters and the digits of `folded` as terms of their own, letters stemmed.
  private static func appendParts<Recorder: RuleRecorder>(
    of folded: Range<Int>, byteCount: Int, _ language: LatinLanguage, to terms: inout WordTerms,
    _ recorder: inout Recorder
  ) {
    let ends = partEnds(of: folded, in: terms)
    if ends.count > 1 { recorder.fired(.splitLettersAndDigits) }
    // Only where nothing was deleted or spelled out is it known which bytes a part came from.
    let isSame = ends.count > 1 && folded.count == byteCount
    var start = folded.lowerBound
    for end in ends {
      let source = start - folded.lowerBound..<end - folded.lowerBound
      let stem = stemmed(start..<end, language, in: &terms, &recorder)
      terms.append(stem, source: isSame ? source : 0..<byteCount)
      start = end
    }
  }

  /// The stem of the letters of ASCII at `part`; other parts stay.
  private static func stemmed<Recorder: RuleRecorder>(
    _ part: Range<Int>, _ language: LatinLanguage, in terms: inout WordTerms,
    _ recorder: inout Recorder
  ) -> Range<Int> {
    let isASCII = part.allSatisfy { 0x61...0x7A ~= terms.storage[$0] }
    guard isASCII, let stemmer = LatinStemmers.of(language) else { return part }
    let count = unsafe terms.storage.withUnsafeMutableBufferPointer { storage in
      guard let base = storage.baseAddress else { return part.count }
      return unsafe stemmer.stem(base + part.lowerBound, count: part.count)
    }
    let stem = part.lowerBound..<part.lowerBound + count
    if count < part.count { recorder.fired(.stemSnowball) }
    return stem
  }

  /// A word with more parts is a code, not a name and a number: it stays one term.
  private static let maximumPartCount = 3

  /// Where runs of letters and of digits end in a term: COVID19 is two, as COVID-19 is two words.
  /// One end if there are too many.
  private static func partEnds(of term: Range<Int>, in terms: WordTerms) -> [Int] {
    var ends: [Int] = []
    for index in term.dropFirst() {
      let isDigit = terms.storage[index] &- 0x30 < 10
      if isDigit != (terms.storage[index - 1] &- 0x30 < 10) { ends.append(index) }
      if ends.count == maximumPartCount { return [term.upperBound] }
    }
    return ends + [term.upperBound]
  }

  /// Folds the scalars of `bytes` up to `end`; returns the number of bytes written.
  private static func fold<Recorder: RuleRecorder>(
    _ bytes: UnsafePointer<UInt8>, upTo end: Int, to target: UnsafeMutablePointer<UInt8>,
    recorder: inout Recorder
  ) -> Int {
    var count = 0
    var index = 0
    while index < end {
      let byte = unsafe bytes[index]
      if byte >= 0x80 {
        let scalar = unsafe UTF8Scalar(bytes, at: index, end: end)
        unsafe count += write(scalar.value, to: target + count, &recorder)
        index += scalar.byteCount
        continue
      }
      index += 1
      if byte == UInt8(ascii: "'") || byte == UInt8(ascii: ".") {
        recorder.fired(byte == UInt8(ascii: ".") ? .joinInitials : .dropApostrophe)
        continue
      }
      let lower = UInt8(truncatingIfNeeded: LowerCase.ofASCII(UInt32(byte)))
      if lower != byte { recorder.fired(.lowerCase) }
      unsafe target[count] = lower
      count += 1
    }
    return count
  }

  /// Writes what `scalar`, from U+0080 on, is folded to; returns the number of bytes, never more
  /// than `scalar` itself takes.
  @inline(never)
  private static func write<Recorder: RuleRecorder>(
    _ scalar: UInt32, to target: UnsafeMutablePointer<UInt8>, _ recorder: inout Recorder
  ) -> Int {
    if let plain = LatinLetters.plain(scalar) {
      recorder.fired(.foldAccents)
      unsafe target[0] = plain.first
      unsafe target[1] = plain.second
      return plain.second == 0 ? 1 : 2
    }
    if let letters = LetterWidth.plain(scalar) {
      recorder.fired(.foldWidth)
      for (offset, letter) in letters.enumerated() {
        unsafe target[offset] = UInt8(truncatingIfNeeded: LowerCase.ofASCII(UInt32(letter)))
      }
      return letters.count
    }
    if let digit = Digits.value(of: scalar) {
      recorder.fired(.foldDigits)
      unsafe target[0] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit)
      return 1
    }
    if let rule = deletion(of: scalar) {
      recorder.fired(rule)
      return 0
    }
    let lower = LowerCase.of(scalar)
    guard lower != scalar else { return unsafe UTF8Scalar.write(scalar, to: target) }
    recorder.fired(.lowerCase)
    // A few capital letters are in another block than their small ones: Ɀ U+2C7F is ȿ U+023F.
    guard let plain = LatinLetters.plain(lower) else {
      return unsafe UTF8Scalar.write(lower, to: target)
    }
    unsafe target[0] = plain.first
    unsafe target[1] = plain.second
    return plain.second == 0 ? 1 : 2
  }

  /// The rule that deletes `scalar` from a word, or `nil` if it stays.
  private static func deletion(of scalar: UInt32) -> Rule? {
    if Apostrophe.scalars.contains(scalar) { return .dropApostrophe }
    switch WordClass.of(scalar) {
    case .control: return .stripControls
    case .separator: return .stripControls
    case .mark: return CombiningAccents.contains(scalar) ? .foldAccents : arabicMark(scalar)
    default: return nil
    }
  }

  /// Marks of Arabic and tatweel go; those of other scripts (Indic vowels…) are letters to them.
  private static func arabicMark(_ scalar: UInt32) -> Rule? {
    if scalar == 0x0640 { return .stripTatweel }
    let isArabic = 0x0600...0x08FF ~= scalar || 0xFB50...0xFEFE ~= scalar
    return isArabic ? .stripMarks : nil
  }

  /// The count of bytes before a final `'s`.
  private static func endWithoutPossessive(_ bytes: UnsafePointer<UInt8>, count: Int) -> Int {
    guard count >= 3, unsafe bytes[count - 1] | 0x20 == UInt8(ascii: "s") else { return count }
    if unsafe bytes[count - 2] == UInt8(ascii: "'") { return count - 2 }
    guard count >= 5, unsafe bytes[count - 4] == 0xE2 else { return count }
    let scalar = unsafe UTF8Scalar(bytes, at: count - 4, end: count - 1)
    let isApostrophe = scalar.byteCount == 3 && Apostrophe.scalars.contains(scalar.value)
    return isApostrophe ? count - 4 : count
  }

  /// The count of bytes without the letters of an English ordinal number: `18th` is `18`.
  private static func withoutOrdinal<Recorder: RuleRecorder>(
    _ term: UnsafePointer<UInt8>, count: Int, recorder: inout Recorder
  ) -> Int {
    guard count >= 3, unsafe 0x30...0x39 ~= term[0] else { return count }
    guard (0..<count - 2).allSatisfy({ unsafe 0x30...0x39 ~= term[$0] }) else { return count }
    let ending = unsafe (term[count - 2], term[count - 1])
    let endings: [StaticString] = ["st", "nd", "rd", "th"]
    let isOrdinal = endings.contains { unsafe ($0.utf8Start[0], $0.utf8Start[1]) == ending }
    guard isOrdinal else { return count }
    recorder.fired(.stripOrdinal)
    return count - 2
  }
}
