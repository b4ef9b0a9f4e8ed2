/// Makes the terms of one word for the archive analyzers (all but `lucene` and `whitespace`).
enum ArchiveTerms {
  /// Appends the terms of `word` to `terms`: one, or several for numbers with separators and for
  /// signs that mean a phrase. Words that are not Arabic have no term as a form or root.
  @inline(__always)
  static func append<Recorder: RuleRecorder>(
    of word: UnsafeBufferPointer<UInt8>, _ stemming: Stemming, to terms: inout WordTerms,
    _ recorder: inout Recorder
  ) {
    guard let bytes = word.baseAddress, !word.isEmpty else { return }
    let lead = unsafe bytes[0]
    if lead & 0xFC == 0xD8 {
      let scalar = unsafe UTF8Scalar(bytes, at: 0, end: word.count)
      let mayHaveClitics = unsafe stemming.makesLevel && !terms.tables.endsInArabic(word)
      if terms.tables.isArabicLetter(scalar.value), !mayHaveClitics {
        return unsafe appendArabic(word, stemming: stemming, to: &terms, recorder: &recorder)
      }
    }
    unsafe appendRare(word, stemming: stemming, to: &terms, recorder: &recorder)
  }

  @inline(never)
  private static func appendRare<Recorder: RuleRecorder>(
    _ word: UnsafeBufferPointer<UInt8>, stemming: Stemming, to terms: inout WordTerms,
    recorder: inout Recorder
  ) {
    guard let bytes = word.baseAddress else { return }
    let scalar = unsafe UTF8Scalar(bytes, at: 0, end: word.count)
    switch WordClass.of(scalar.value) {
    case .arabicLetter:
      if stemming.makesLevel, let end = unsafe Clitics.end(in: word) {
        let first = terms.count
        unsafe append(of: word, behindClitics: end, stemming, to: &terms, &recorder)
        if !stemming.takesOtherScripts { terms.leaveOut(from: first) }
        return
      }
      unsafe appendArabic(word, stemming: stemming, to: &terms, recorder: &recorder)
    case .phrase: unsafe appendPhrase(word, stemming: stemming, to: &terms, recorder: &recorder)
    case _ where !stemming.takesOtherScripts:
      let first = terms.count
      let stems = Stemming(affixes: .stem, language: stemming.language)
      unsafe appendRare(word, stemming: stems, to: &terms, recorder: &recorder)
      terms.leaveOut(from: first)
    case .digit where unsafe NumberTerms.isNumber(word):
      unsafe NumberTerms.append(of: word, to: &terms, &recorder)
    case .separator where Emoji.contains(scalar.value) || Emoji.isFlagLetter(scalar.value):
      unsafe EmojiTerms.append(of: word, to: &terms)
    default:
      unsafe AlphabeticTerms.append(
        of: word, in: stemming.makesLevel ? stemming.language : nil, to: &terms, &recorder)
    }
  }

  /// Appends the terms of the part of `word` from byte `end` on, where its clitics end.
  private static func append<Recorder: RuleRecorder>(
    of word: UnsafeBufferPointer<UInt8>, behindClitics end: Int, _ stemming: Stemming,
    to terms: inout WordTerms, _ recorder: inout Recorder
  ) {
    if Recorder.isRecording {
      let clitics = unsafe UnsafeBufferPointer(rebasing: word[..<end])
      unsafe record(clitics, with: &terms, &recorder)
      for rule in unsafe Clitics(clitics)?.rules ?? [] { recorder.fired(rule) }
    }
    let first = terms.count
    unsafe appendRare(
      UnsafeBufferPointer(rebasing: word[end...]), stemming: stemming, to: &terms,
      recorder: &recorder)
    guard first < terms.count else { return }
    let firstSource = terms.spans[first].source
    for index in first..<terms.count {
      // The clitics belong to the first of several terms: `الـ18.05.2024`.
      let isFirst = terms.spans[index].source == firstSource
      let source = terms.spans[index].source.offset(by: end)
      terms.spans[index].source = isFirst ? 0..<source.upperBound : source
    }
  }

  /// Records the rules that fold `word`; the letters that it writes are overwritten.
  private static func record<Recorder: RuleRecorder>(
    _ word: UnsafeBufferPointer<UInt8>, with terms: inout WordTerms, _ recorder: inout Recorder
  ) {
    terms.reserve(ArabicFolding.capacity(for: word.count))
    let letters = terms.tables.letters
    let start = terms.used
    unsafe terms.storage.withUnsafeMutableBufferPointer { storage in
      guard let base = storage.baseAddress else { return }
      _ = unsafe ArabicFolding.fold(word, with: letters, to: base + start, &recorder)
    }
  }

  /// Appends the term of an Arabic word, in the spelling that is usual today if it is stemmed to a
  /// level.
  @inline(__always)
  private static func appendArabic<Recorder: RuleRecorder>(
    _ word: UnsafeBufferPointer<UInt8>, stemming: Stemming, to terms: inout WordTerms,
    recorder: inout Recorder
  ) {
    if stemming.makesLevel, unsafe SpelledWord.mayDiffer(word, terms.tables.signs) {
      return unsafe appendSpelled(word, stemming: stemming, to: &terms, recorder: &recorder)
    }
    unsafe appendFolded(word, stemming: stemming, to: &terms, recorder: &recorder)
  }

  /// Appends the terms of an Arabic word that has a hamza or a mark of the mushaf: two if it is a
  /// vocative (يَٰأيها).
  @inline(never)
  private static func appendSpelled<Recorder: RuleRecorder>(
    _ word: UnsafeBufferPointer<UInt8>, stemming: Stemming, to terms: inout WordTerms,
    recorder: inout Recorder
  ) {
    let spelled = unsafe SpelledWord(word)
    let vocative = spelled.vocativeCount
    guard vocative > 0 else {
      return unsafe append(
        spelled, of: word, 0..<word.count, stemming: stemming, to: &terms, &recorder)
    }
    recorder.fired(.splitVocative)
    let split = spelled.letters[vocative].offset
    var calling = SpelledWord(letters: Array(spelled.letters[..<vocative]))
    calling.letters.append(SpelledLetter(scalar: SpelledLetter.alef))
    calling.letters[vocative - 1].marks = []
    let called = SpelledWord(letters: Array(spelled.letters[vocative...]))
    unsafe append(calling, of: word, 0..<split, stemming: stemming, to: &terms, &recorder)
    unsafe append(called, of: word, split..<word.count, stemming: stemming, to: &terms, &recorder)
  }

  /// Appends the term of `spelled`, which came from the bytes `source` of `word`.
  private static func append<Recorder: RuleRecorder>(
    _ spelled: SpelledWord, of word: UnsafeBufferPointer<UInt8>, _ source: Range<Int>,
    stemming: Stemming, to terms: inout WordTerms, _ recorder: inout Recorder
  ) {
    var usual = spelled
    let isOfMushaf = usual.respellMushaf()
    let hasOtherSeat = usual.respellHamza()
    let first = terms.count
    if isOfMushaf || hasOtherSeat || source.count < word.count {
      if Recorder.isRecording {
        unsafe record(UnsafeBufferPointer(rebasing: word[source]), with: &terms, &recorder)
      }
      if isOfMushaf { recorder.fired(.respellMushaf) }
      if hasOtherSeat { recorder.fired(.respellHamza) }
      unsafe usual.utf8.withUnsafeBufferPointer {
        unsafe appendFolded($0, stemming: stemming, to: &terms, recorder: &recorder)
      }
    } else {
      unsafe appendFolded(word, stemming: stemming, to: &terms, recorder: &recorder)
    }
    for index in first..<terms.count { terms.spans[index].source = source }
  }

  @inline(__always)
  private static func appendFolded<Recorder: RuleRecorder>(
    _ word: UnsafeBufferPointer<UInt8>, stemming: Stemming, to terms: inout WordTerms,
    recorder: inout Recorder
  ) {
    terms.reserve(ArabicFolding.capacity(for: word.count) + 2 * ShortWord.maximumCount)
    let start = terms.used
    let letters = terms.tables.letters
    let levels = terms.tables.levels
    let names = terms.tables.names
    let stem = unsafe terms.storage.withUnsafeMutableBufferPointer { storage -> Range<Int>? in
      guard let base = storage.baseAddress else { return nil }
      var folded = unsafe ArabicFolding.fold(word, with: letters, to: base + start, &recorder)
      if stemming.makesLevel, folded.isPlain {
        folded.byteCount = unsafe names.respell(
          base, from: start, byteCount: folded.byteCount, &recorder)
      }
      return unsafe stemmed(
        base, from: start, folded: folded, by: stemming, levels, recorder: &recorder)
    }
    if let stem { terms.append(stem, source: 0..<word.count) }
  }

  /// The bytes of the term of a folded word; `nil` if nothing is left of it.
  @inline(__always)
  private static func stemmed<Recorder: RuleRecorder>(
    _ bytes: UnsafeMutablePointer<UInt8>, from start: Int, folded: ArabicFolding.Result,
    by stemming: Stemming, _ levels: WordLevels, recorder: inout Recorder
  ) -> Range<Int>? {
    guard folded.byteCount > 0 else { return nil }
    let cut = unsafe TermLength.cut(
      in: bytes, term: start..<start &+ folded.byteCount, recorder: &recorder)
    var word = unsafe FoldedWord(bytes, cut, isPlain: folded.isPlain)
    let level: WordLevels.Term
    switch stemming.affixes {
    case .none: return cut
    case .light10:
      Light10Stemmer.stem(&word, &recorder)
      return word.range
    case .form: level = levels.form(of: word, &recorder)
    case .stem: level = levels.stem(of: word, &recorder)
    case .root: level = levels.root(of: word, &recorder)
    }
    guard let letters = level.letters else { return level.part.range }
    // Behind the word: the root can be longer than a word (لله).
    let end = cut.upperBound
    return unsafe end..<end &+ letters.write(to: bytes + end)
  }

  /// A sign that means several words: each becomes a term, all with the range of the sign.
  private static func appendPhrase<Recorder: RuleRecorder>(
    _ word: UnsafeBufferPointer<UInt8>, stemming: Stemming, to terms: inout WordTerms,
    recorder: inout Recorder
  ) {
    guard let bytes = word.baseAddress else { return }
    let scalar = unsafe UTF8Scalar(bytes, at: 0, end: word.count)
    recorder.fired(.expandPresentationForm)
    for part in PresentationForms.spelling(of: scalar.value).split(separator: 0x20) {
      let spelled = String(String.UnicodeScalarView(part.compactMap(Unicode.Scalar.init)))
      let first = terms.count
      unsafe Array(spelled.utf8).withUnsafeBufferPointer {
        unsafe appendArabic($0, stemming: stemming, to: &terms, recorder: &recorder)
      }
      for index in first..<terms.count { terms.spans[index].source = 0..<word.count }
    }
  }
}
