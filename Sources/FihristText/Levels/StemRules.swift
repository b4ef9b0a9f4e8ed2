/// The stem S of a folded word: what matches in a search.
///
/// One prefix and at most two suffixes are cut, unless a list says that their letters belong to the
/// word. It depends on nothing but the word, so that a word has the same stem in every archive.
struct StemRules: Sendable {
  private let lists = WordLists.table
  /// The stems of words on ``WordLists/known``.
  private let known: ShortWordTable<ShortWord>?
  private let prefixes = Self.prefixes
  private let suffixes = Self.suffixes
  private let allahForms = Self.allahForms

  /// The rules, with ``KnownStems``.
  init() { known = KnownStems.table }

  /// The rules of affixes alone.
  private init(known: ShortWordTable<ShortWord>?) { self.known = known }

  static let allah = ShortWord("الله")

  private static let allahForms = AffixTable(
    ["والله", "بالله", "تالله", "لله", "فالله", "ولله"].map { Affix($0, leaving: 0, .stemAllah) })

  /// Article forms, with what may precede them; ولل and فلل only lose their first letter here.
  private static let prefixes = AffixTable([
    Affix("وبال", .stemPrefixWabal), Affix("فبال", .stemPrefixFabal),
    Affix("وكال", .stemPrefixWakal), Affix("فكال", .stemPrefixFakal),
    Affix("ولل", .stemPrefixWaw), Affix("فلل", .stemPrefixFeh),
    Affix("وال", .stemPrefixWal), Affix("بال", .stemPrefixBal), Affix("كال", .stemPrefixKal),
    Affix("فال", .stemPrefixFal), Affix("ال", leaving: 2, .stemPrefixAl),
  ])

  private static let suffixes = AffixTable([
    Affix("هما", .stemSuffixHma), Affix("تها", .stemSuffixTha),
    Affix("تهم", .stemSuffixThm), Affix("تنا", .stemSuffixTna), Affix("ته", .stemSuffixTh),
    Affix("ها", unless: .keepHa, .stemSuffixHa), Affix("هم", unless: .keepHm, .stemSuffixHm),
    Affix("هن", unless: .keepHn, .stemSuffixHn), Affix("نا", unless: .keepNa, .stemSuffixNa),
    Affix("كم", unless: .keepKm, .stemSuffixKm), Affix("ان", unless: .keepAn, .stemSuffixAn),
    Affix("ات", unless: .keepAt, .stemSuffixAt), Affix("ون", unless: .keepWn, .stemSuffixWn),
    Affix("ين", unless: .keepYn, .stemSuffixYn), Affix("وا", .stemSuffixWa),
    Affix("يه", unless: .keepYh, .stemSuffixYh),
    Affix("ه", leaving: 2, unless: .keepH, .stemSuffixH),
    Affix("ي", unless: .keepY, .stemSuffixY), Affix("ا", unless: .keepA, .stemSuffixA),
  ])

  /// Cuts `word` down to its stem.
  ///
  /// - Returns: The stem if it is not a part of the word: الله of لله, وزير of وزراء.
  @inline(__always)
  func stem<Recorder: RuleRecorder>(
    _ word: inout FoldedWord, _ recorder: inout Recorder
  ) -> ShortWord? {
    if isAllah(word) {
      recorder.fired(.stemAllah, leaving: Self.allah)
      return Self.allah
    }
    if isProtected(word, &recorder) { return nil }
    if let known = knownStem(of: word, &recorder) { return known }
    cutPrefix(&word, &recorder)
    if isProtected(word, &recorder) { return nil }
    return knownStem(of: word, &recorder) ?? cutSuffixes(&word, &recorder)
  }

  /// The stem of a folded `word` of a list that the rules of affixes find.
  static func stem(byAffixes word: String) -> ShortWord {
    let margin = [UInt8](repeating: 0, count: FoldedWord.margin)
    let bytes = margin + Array(word.utf8) + margin
    return unsafe bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { preconditionFailure("the margins are not empty") }
      var word = unsafe FoldedWord(base, margin.count..<bytes.count - margin.count)
      var recorder = NoRecorder()
      let letters = StemRules(known: nil).stem(&word, &recorder)
      return letters ?? ShortWord(word.string)
    }
  }

  @inline(__always)
  private func isAllah(_ word: FoldedWord) -> Bool {
    guard word.letter(beforeEnd: 1) == ArabicAffixes.heh, word.letterCount <= 5
    else { return false }
    return allahForms.beginning(word)?.letters.count == word.letterCount
  }

  @inline(__always)
  private func isProtected<Recorder: RuleRecorder>(
    _ word: FoldedWord, _ recorder: inout Recorder
  ) -> Bool {
    guard let short = ShortWord(word), lists[short].contains(.protected) else { return false }
    recorder.kept(by: .protectedWord, entry: short)
    return true
  }
}

extension StemRules {
  /// The stem of the whole `word`, if it is one of ``KnownStems``.
  @inline(__always)
  private func knownStem<Recorder: RuleRecorder>(
    of word: FoldedWord, _ recorder: inout Recorder
  ) -> ShortWord? {
    guard let short = ShortWord(word), lists[short].contains(.known), let stem = known?[short]
    else { return nil }
    recorder.fired(.knownStem, leaving: stem)
    return stem
  }
}

// MARK: - Prefixes

extension StemRules {
  @inline(__always)
  private func cutPrefix<Recorder: RuleRecorder>(
    _ word: inout FoldedWord, _ recorder: inout Recorder
  ) {
    if word.letterCount >= 4, word.letter(0) == ArabicAffixes.lam,
      word.letter(1) == ArabicAffixes.lam
    {
      return cutLil(&word, &recorder)
    }
    guard let article = prefixes.beginning(word) else {
      return cutSingleLetters(&word, &recorder)
    }
    if article.rule == .stemPrefixWaw || article.rule == .stemPrefixFeh {
      cut(1, as: article.rule, from: &word, &recorder)
      return cutLil(&word, &recorder)
    }
    if let letter = letterBeforeWord(word, &recorder) {
      return cut(1, as: letter, from: &word, &recorder)
    }
    if article.rule == .stemPrefixAl, hasOwnArticle(word, &recorder) { return }
    cut(article.letters.count, as: article.rule, from: &word, &recorder)
  }

  /// The rule that cuts the first letter of a word with an article behind it, if what follows that
  /// letter is a word of its own: والد of ووالد, ألعاب of بألعاب.
  @inline(__always)
  private func letterBeforeWord<Recorder: RuleRecorder>(
    _ word: FoldedWord, _ recorder: inout Recorder
  ) -> Rule? {
    let rule: Rule
    switch word.shortLetter(0) {
    case Letter.waw: rule = .stemPrefixWaw
    case Letter.beh: rule = .stemPrefixBeh
    case Letter.feh: rule = .stemPrefixFeh
    case Letter.kaf: rule = .stemPrefixKaf
    default: return nil
    }
    var rest = word
    rest.dropFirst(1)
    return isProtected(rest, &recorder) || hasOwnArticle(rest, &recorder) ? rule : nil
  }

  /// Whether ال at the start of `word` belongs to its root.
  @inline(__always)
  private func hasOwnArticle<Recorder: RuleRecorder>(
    _ word: FoldedWord, _ recorder: inout Recorder
  ) -> Bool {
    if let short = ShortWord(word), lists[short].contains(.wholeAl) {
      recorder.kept(by: .keptWord, entry: short)
      return true
    }
    return begins(word, on: .keepAl, &recorder)
  }

  /// لل is ل and the article, whose alef is not written; or ل before ل and the article (للجنة).
  @inline(__always)
  private func cutLil<Recorder: RuleRecorder>(
    _ word: inout FoldedWord, _ recorder: inout Recorder
  ) {
    var rest = word
    rest.dropFirst(1)
    if let short = ShortWord(rest), lists[short].contains(.behindLam) {
      recorder.kept(by: .keptWord, entry: short)
      cut(1, as: .stemPrefixLam, from: &word, &recorder)
    } else if word.letterCount >= 5 {
      cut(2, as: .stemPrefixLil, from: &word, &recorder)
    }
  }

  /// An initial و, and after it, or instead, ب or ل or the س of the future; or ف before a verb.
  @inline(__always)
  private func cutSingleLetters<Recorder: RuleRecorder>(
    _ word: inout FoldedWord, _ recorder: inout Recorder
  ) {
    for _ in 0..<2 where word.letterCount >= 4 {
      switch word.shortLetter(0) {
      case Letter.waw:
        if begins(word, on: .keepWaw, unless: .cutWaw, &recorder) { return }
        cut(1, as: .stemPrefixWaw, from: &word, &recorder)
      case Letter.beh:
        if begins(word, on: .keepBeh, unless: .cutBeh, &recorder) { return }
        return cut(1, as: .stemPrefixBeh, from: &word, &recorder)
      case Letter.lam:
        if begins(word, on: .keepLam, unless: .cutLam, &recorder) { return }
        return cut(1, as: .stemPrefixLam, from: &word, &recorder)
      case Letter.seen:
        return cutFuture(&word, &recorder)
      case Letter.feh:
        guard isBeforeVerb(word, &recorder) else { return }
        cut(1, as: .stemPrefixFeh, from: &word, &recorder)
        return cutFuture(&word, &recorder)
      default: return
      }
    }
  }

  /// Whether verbs of the present start with `letter`.
  @inline(__always)
  private static func startsPresent(_ letter: UInt8?) -> Bool {
    letter == Letter.yeh || letter == Letter.teh || letter == Letter.noon
  }

  /// The س of the future.
  @inline(__always)
  private func cutFuture<Recorder: RuleRecorder>(
    _ word: inout FoldedWord, _ recorder: inout Recorder
  ) {
    guard word.shortLetter(0) == Letter.seen, isFuture(word, &recorder) else { return }
    cut(1, as: .stemPrefixSeen, from: &word, &recorder)
  }

  /// Whether the س at the start of `word` is that of the future.
  @inline(__always)
  private func isFuture<Recorder: RuleRecorder>(
    _ word: FoldedWord, _ recorder: inout Recorder
  ) -> Bool {
    Self.startsPresent(word.shortLetter(1)) && word.letterCount >= 5
      && !begins(word, on: .keepSeen, unless: .cutSeen, &recorder)
  }

  /// Whether the ف at the start of `word` stands before a verb: one of the present, with the س of
  /// the future or without, or one of ``WordLists/afterFeh``.
  @inline(__always)
  private func isBeforeVerb<Recorder: RuleRecorder>(
    _ word: FoldedWord, _ recorder: inout Recorder
  ) -> Bool {
    var rest = word
    rest.dropFirst(1)
    if let short = ShortWord(rest), lists[short].contains(.afterFeh) { return true }
    let isPresent =
      rest.shortLetter(0) == Letter.seen
      ? isFuture(rest, &recorder)
      : Self.startsPresent(rest.shortLetter(0)) && word.letterCount >= 5
    return isPresent && !begins(word, on: .keepFeh, &recorder)
  }

  /// Whether of the entries of three to eight letters that `word` begins with the longest is on
  /// `list` and not on `cut`; or the word is on ``WordLists/whole``.
  @inline(__always)
  private func begins<Recorder: RuleRecorder>(
    _ word: FoldedWord, on list: WordLists, unless cut: WordLists = [],
    _ recorder: inout Recorder
  ) -> Bool {
    var letters = ShortWord()
    var entry: ShortWord?
    for index in 0..<min(ShortWord.maximumCount, word.letterCount) {
      guard let letter = word.shortLetter(index) else { break }
      letters.append(letter)
      let found = lists[letters]
      if found.contains(.whole) && letters.count == word.letterCount {
        recorder.kept(by: .keptWord, entry: letters)
        return true
      }
      guard index >= 2 else { continue }
      if found.contains(list) { entry = letters }
      if !cut.isEmpty && found.contains(cut) { entry = nil }
    }
    guard let entry else { return false }
    recorder.kept(by: .keptBeginning, entry: entry)
    return true
  }

  @inline(__always)
  private func cut<Recorder: RuleRecorder>(
    _ count: Int, as rule: Rule, from word: inout FoldedWord, _ recorder: inout Recorder
  ) {
    word.dropFirst(count)
    recorder.fired(rule, leaving: word)
  }
}

// MARK: - Suffixes

extension StemRules {
  /// Cuts up to two suffixes; the stem if what is left is one of ``KnownStems``.
  @inline(__always)
  private func cutSuffixes<Recorder: RuleRecorder>(
    _ word: inout FoldedWord, _ recorder: inout Recorder
  ) -> ShortWord? {
    for _ in 0..<2 {
      guard let suffix = suffixes.ending(word) else { return nil }
      if !suffix.kept.isEmpty, let short = ShortWord(word), lists[short].contains(suffix.kept) {
        recorder.kept(by: .keptEnding, entry: short)
        return nil
      }
      if suffix.letters[0] == Letter.teh {
        // The ت may be that of the word: رعايته, عملياتها.
        var rest = word
        rest.dropLast(suffix.letters.count - 1)
        if let stem = knownStem(of: rest, &recorder) { return stem }
      }
      word.dropLast(suffix.letters.count)
      recorder.fired(suffix.rule, leaving: word)
      if let stem = knownStem(of: word, &recorder) { return stem }
    }
    return nil
  }
}
