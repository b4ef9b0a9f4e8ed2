/// Makes the term of one word as Lucene's `ArabicAnalyzer` does: lower case, digits, stop list,
/// normalizer, stemmer, in this order.
enum LuceneTerms {
  /// Appends the term of `word`, or skips its position if it is on the stop list.
  @inline(__always)
  static func append<Recorder: RuleRecorder>(
    of word: UnsafeBufferPointer<UInt8>, to terms: inout WordTerms, _ recorder: inout Recorder
  ) {
    // A capital letter of two bytes can have a small one of three.
    terms.reserve(2 * word.count + FoldedWord.margin)
    let start = terms.used
    let term = unsafe terms.storage.withUnsafeMutableBufferPointer { storage -> Range<Int>? in
      guard let base = storage.baseAddress else { return nil }
      return unsafe makeTerm(of: word, in: base, start, &recorder)
    }
    if let term {
      terms.append(term, source: 0..<word.count)
    } else {
      terms.skipPosition()
    }
  }

  @inline(__always)
  private static func makeTerm<Recorder: RuleRecorder>(
    of word: UnsafeBufferPointer<UInt8>, in base: UnsafeMutablePointer<UInt8>, _ start: Int,
    _ recorder: inout Recorder
  ) -> Range<Int>? {
    var count = unsafe lowerCase(word, to: base + start, &recorder)
    let surface = unsafe UnsafeBufferPointer(start: base + start, count: count)
    if unsafe LuceneStopWords.set.contains(surface) {
      recorder.fired(.stopWord)
      return nil
    }
    unsafe count = normalize(base + start, upTo: count, recorder: &recorder)
    guard count > 0 else { return nil }
    let cut = unsafe TermLength.cut(
      in: UnsafePointer(base), term: start..<start + count, recorder: &recorder)
    var folded = unsafe FoldedWord(base, cut)
    LuceneStemmer.stem(&folded, &recorder)
    return folded.start..<folded.end
  }

  /// The letters of `part` in small letters and normalized, nothing cut off.
  static func foldedLetters(of part: String) -> String {
    let word = Array(part.utf8)
    var recorder = NoRecorder()
    let letters = unsafe [UInt8](unsafeUninitializedCapacity: 2 * word.count + 8) {
      target, count in
      guard let base = target.baseAddress else { return }
      let lower = unsafe word.withUnsafeBufferPointer {
        unsafe lowerCase($0, to: base, &recorder)
      }
      count = unsafe normalize(base, upTo: lower, recorder: &recorder)
    }
    return String(decoding: letters, as: UTF8.self)
  }

  /// Writes `word` in small letters and ASCII digits; returns the number of bytes.
  @inline(__always)
  private static func lowerCase<Recorder: RuleRecorder>(
    _ word: UnsafeBufferPointer<UInt8>, to target: UnsafeMutablePointer<UInt8>,
    _ recorder: inout Recorder
  ) -> Int {
    guard let bytes = word.baseAddress else { return 0 }
    var index = 0
    var count = 0
    let end = word.count
    while index < end {
      if index + 1 < end {
        let pair = unsafe UnsafeRawPointer(bytes + index).loadUnaligned(as: UInt16.self)
          .littleEndian
        // Letters and marks U+0600…U+06FF have no case; only digits change.
        if pair & 0xC0FC == 0x80D8, !isArabicDigit(pair) {
          unsafe UnsafeMutableRawPointer(target + count)
            .storeBytes(of: pair.littleEndian, as: UInt16.self)
          index += 2
          count += 2
          continue
        }
      }
      let scalar = unsafe UTF8Scalar(bytes, at: index, end: end)
      unsafe count += lowerCase(scalar.value, to: target + count, &recorder)
      index += scalar.byteCount
    }
    return count
  }

  /// Whether the two bytes are U+0660…U+0669 (D9 A0…A9) or U+06F0…U+06F9 (DB B0…B9).
  @inline(__always)
  private static func isArabicDigit(_ pair: UInt16) -> Bool {
    (pair &- 0xA0D9) & 0xF0FF == 0 || (pair &- 0xB0DB) & 0xF0FF == 0
  }

  @inline(__always)
  private static func lowerCase<Recorder: RuleRecorder>(
    _ scalar: UInt32, to target: UnsafeMutablePointer<UInt8>, _ recorder: inout Recorder
  ) -> Int {
    if scalar < 0x80 {
      let lower = LowerCase.ofASCII(scalar)
      if lower != scalar { recorder.fired(.lowerCase) }
      unsafe target[0] = UInt8(truncatingIfNeeded: lower)
      return 1
    }
    return unsafe lowerCaseRare(scalar, to: target, &recorder)
  }

  @inline(never)
  private static func lowerCaseRare<Recorder: RuleRecorder>(
    _ scalar: UInt32, to target: UnsafeMutablePointer<UInt8>, _ recorder: inout Recorder
  ) -> Int {
    guard scalar != UTF8Scalar.invalid else { return 0 }
    if let digit = Digits.value(of: scalar) {
      recorder.fired(.foldDigits)
      unsafe target[0] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit)
      return 1
    }
    let lower = LowerCase.of(scalar)
    if lower != scalar { recorder.fired(.lowerCase) }
    return unsafe UTF8Scalar.write(lower, to: target)
  }

  /// Folds the letters within `bytes` as Lucene's normalizer does; returns the number of bytes
  /// left.
  @inline(__always)
  private static func normalize<Recorder: RuleRecorder>(
    _ bytes: UnsafeMutablePointer<UInt8>, upTo end: Int, recorder: inout Recorder
  ) -> Int {
    let letters = LuceneNormalizer.letters
    var index = 0
    var count = 0
    while index < end {
      // Never writes past what has been read, because no letter grows.
      if index + 1 < end {
        let pair = unsafe UnsafeRawPointer(bytes + index).loadUnaligned(as: UInt16.self)
          .littleEndian
        if pair & 0xC0FC == 0x80D8 {
          let letter = letters[UInt8(truncatingIfNeeded: (pair & 3) << 6 | (pair >> 8) & 63)]
          if Recorder.isRecording, letter != pair, let rule = LuceneNormalizer.rule(for: pair) {
            recorder.fired(rule)
          }
          unsafe UnsafeMutableRawPointer(bytes + count)
            .storeBytes(of: letter.littleEndian, as: UInt16.self)
          count += letter == FoldingTable.nothing ? 0 : 2
          index += 2
          continue
        }
      }
      unsafe bytes[count] = bytes[index]
      count += 1
      index += 1
    }
    return count
  }
}
