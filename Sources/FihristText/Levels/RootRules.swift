/// The root R of a stem, by the rules of ISRI (Taghva, Elkhoury and Coombs, "Arabic Stemming
/// without a Root Dictionary", 2005), for folded words.
///
/// A prefix and a suffix are cut; from what then has four to seven letters, the consonants are
/// taken that a pattern of the word puts between its other letters. ISRI's rules for أ, إ and ة are
/// left out: folding has made them ا and ه.
struct RootRules: Sendable {
  private let lists = WordLists.table
  private let prefixes = Self.prefixes
  private let suffixes = Self.suffixes

  private static let prefixes = AffixTable(
    ["كال", "بال", "ولل", "وال", "ال", "لل"].map { Affix($0, .rootPrefix) })

  private static let suffixes = AffixTable(
    [
      "تمل", "همل", "تان", "تين", "كمل", "ون", "ات", "ان", "ين", "تن", "كم", "هن", "نا", "يا",
      "ها", "تم", "كن", "ني", "وا", "ما", "هم",
    ].map { Affix($0, .rootSuffix) })

  /// Cuts `word` down to its root.
  ///
  /// - Returns: The root, if its letters are not next to each other in the word or it was short
  ///   enough to be looked at letter by letter; `nil` if it is what was left of `word`.
  @inline(__always)
  func root<Recorder: RuleRecorder>(
    _ word: inout FoldedWord, _ recorder: inout Recorder
  ) -> ShortWord? {
    if let short = ShortWord(word), lists[short].contains(.function) {
      recorder.kept(by: .functionWord, entry: short)
      return nil
    }
    if let prefix = prefixes.beginning(word) {
      word.dropFirst(prefix.letters.count)
      recorder.fired(.rootPrefix, leaving: word)
    }
    if let suffix = suffixes.ending(word) {
      word.dropLast(suffix.letters.count)
      recorder.fired(.rootSuffix, leaving: word)
    }
    if word.letterCount >= 4, word.letter(0) == ArabicAffixes.waw,
      word.letter(1) == ArabicAffixes.waw
    {
      word.dropFirst(1)
      recorder.fired(.rootPrefix, leaving: word)
    }
    guard 4...7 ~= word.letterCount, let short = ShortWord(word) else { return nil }
    return Self.root(of: short, &recorder)
  }

  /// The root of a stem that is not a part of the word.
  func root<Recorder: RuleRecorder>(
    of stem: ShortWord, _ recorder: inout Recorder
  ) -> ShortWord {
    let margin = FoldedWord.margin
    return unsafe withUnsafeTemporaryAllocation(
      of: UInt8.self, capacity: 2 * margin + 2 * ShortWord.maximumCount
    ) { buffer in
      unsafe buffer.initialize(repeating: 0)
      guard let base = buffer.baseAddress else { return stem }
      let end = unsafe margin + stem.write(to: base + margin)
      var word = unsafe FoldedWord(base, margin..<end, isPlain: true)
      return root(&word, &recorder) ?? ShortWord(word) ?? stem
    }
  }

  /// The root of a word of four to seven letters that has no other affixes.
  static func root<Recorder: RuleRecorder>(
    of word: ShortWord, _ recorder: inout Recorder
  ) -> ShortWord {
    switch word.count {
    case 4: return ofFour(word, &recorder)
    case 5: return endOfFive(ofFive(word, &recorder), &recorder)
    case 6: return endOfSix(ofSix(word, &recorder), &recorder)
    default:
      if isTenthVerbalNoun(word) { return taking(word.picking(3, 4, 6), &recorder) }
      let shorter = withoutOneLetter(word, &recorder)
      return shorter.count == 6 ? endOfSix(ofSix(shorter, &recorder), &recorder) : shorter
    }
  }

  /// Whether a word of seven letters is a verbal noun like استكتاب, استهلاك. ISRI takes such a word
  /// letter by letter, and a ت or ك of its root for an affix.
  private static func isTenthVerbalNoun(_ word: ShortWord) -> Bool {
    word[0] == Letter.alef && word[1] == Letter.seen && word[2] == Letter.teh
      && word[5] == Letter.alef
  }

  private static func endOfFive<Recorder: RuleRecorder>(
    _ word: ShortWord, _ recorder: inout Recorder
  ) -> ShortWord {
    switch word.count {
    case 4: ofFour(word, &recorder)
    case 5: ofFiveWithFour(word, &recorder)
    default: word
    }
  }

  private static func endOfSix<Recorder: RuleRecorder>(
    _ word: ShortWord, _ recorder: inout Recorder
  ) -> ShortWord {
    switch word.count {
    case 5: endOfFive(ofFive(word, &recorder), &recorder)
    case 6: ofSixWithFour(word, &recorder)
    default: word
    }
  }
}

// MARK: - Patterns

extension RootRules {
  private static func ofFour<Recorder: RuleRecorder>(
    _ word: ShortWord, _ recorder: inout Recorder
  ) -> ShortWord {
    switch (word[0], word[1], word[2]) {
    case (Letter.meem, _, _): taking(word.picking(1, 2, 3), &recorder)
    case (_, Letter.alef, _): taking(word.picking(0, 2, 3), &recorder)
    case (_, _, Letter.alef), (_, _, Letter.waw), (_, _, Letter.yeh):
      taking(word.picking(0, 1, 3), &recorder)
    default: withoutOneLetter(word, &recorder)
    }
  }

  /// Five letters around a root of three: the first pattern that fits.
  private static func ofFive<Recorder: RuleRecorder>(
    _ word: ShortWord, _ recorder: inout Recorder
  ) -> ShortWord {
    guard let indexes = rootOfThree(word) else { return withoutOneLetter(word, &recorder) }
    return taking(word.picking(indexes.0, indexes.1, indexes.2), &recorder)
  }

  private static func rootOfThree(_ word: ShortWord) -> (Int, Int, Int)? {
    let alef = Letter.alef
    let teh = Letter.teh
    let meem = Letter.meem
    let yeh = Letter.yeh
    let waw = Letter.waw
    switch (word[0], word[1], word[2], word[3], word[4]) {
    case (alef, _, alef, _, _), (alef, _, teh, _, _): return (1, 3, 4)
    case (meem, _, _, alef, _), (meem, _, _, yeh, _), (meem, _, _, waw, _): return (1, 2, 4)
    case (meem, _, teh, _, _), (yeh, _, teh, _, _), (teh, _, teh, _, _): return (1, 3, 4)
    case (meem, _, alef, _, _), (teh, _, alef, _, _): return (1, 3, 4)
    case (alef, Letter.noon, _, _, _), (meem, Letter.noon, _, _, _): return (2, 3, 4)
    case (alef, _, _, alef, _): return (1, 2, 4)
    case (_, _, _, alef, Letter.noon): return (0, 1, 2)
    case (teh, _, _, yeh, _): return (1, 2, 4)
    case (_, alef, _, waw, _): return (0, 2, 4)
    case (_, waw, alef, _, _): return (0, 3, 4)
    case (_, _, alef, Letter.hamzaOnYeh, _): return (0, 1, 4)
    case (_, _, alef, _, yeh): return (0, 1, 3)
    default: return nil
    }
  }

  /// Five letters around a root of four.
  private static func ofFiveWithFour<Recorder: RuleRecorder>(
    _ word: ShortWord, _ recorder: inout Recorder
  ) -> ShortWord {
    switch (word[0], word[2]) {
    case (Letter.alef, _), (Letter.teh, _), (Letter.meem, _):
      taking(word.droppingFirst(), &recorder)
    case (_, Letter.alef): taking(word.picking(0, 1, 3, 4), &recorder)
    default: word
    }
  }

  /// Six letters around a root of three.
  private static func ofSix<Recorder: RuleRecorder>(
    _ word: ShortWord, _ recorder: inout Recorder
  ) -> ShortWord {
    let alef = Letter.alef
    let teh = Letter.teh
    switch (word[0], word[1], word[2], word[3], word[4]) {
    case (alef, Letter.seen, teh, _, _), (Letter.meem, Letter.seen, teh, _, _):
      return taking(word.droppingFirst(3), &recorder)
    case (alef, _, teh, _, alef), (teh, _, alef, _, Letter.yeh):
      return taking(word.picking(1, 3, 5), &recorder)
    case (alef, _, let third, Letter.waw, let fifth) where third == fifth:
      return taking(word.picking(1, 4, 5), &recorder)
    default: return withoutOneLetter(word, &recorder)
    }
  }

  /// Six letters around a root of four.
  private static func ofSixWithFour<Recorder: RuleRecorder>(
    _ word: ShortWord, _ recorder: inout Recorder
  ) -> ShortWord {
    switch (word[0], word[1], word[4]) {
    case (Letter.alef, _, Letter.alef): taking(word.picking(1, 2, 3, 5), &recorder)
    case (Letter.meem, Letter.teh, _): taking(word.droppingFirst(2), &recorder)
    default: word
    }
  }

  @inline(__always)
  private static func taking<Recorder: RuleRecorder>(
    _ root: ShortWord, _ recorder: inout Recorder
  ) -> ShortWord {
    recorder.fired(.rootPattern, leaving: root)
    return root
  }

  /// `word` without a last letter that is often an ending, or else without a first letter that is
  /// often a prefix.
  private static func withoutOneLetter<Recorder: RuleRecorder>(
    _ word: ShortWord, _ recorder: inout Recorder
  ) -> ShortWord {
    let shorter: ShortWord
    switch (word[word.count - 1], word[0]) {
    case (Letter.heh, _), (Letter.yeh, _), (Letter.kaf, _), (Letter.teh, _), (Letter.alef, _),
      (Letter.noon, _):
      shorter = word.droppingLast()
    case (_, Letter.lam), (_, Letter.beh), (_, Letter.feh), (_, Letter.seen), (_, Letter.waw),
      (_, Letter.yeh), (_, Letter.teh), (_, Letter.noon), (_, Letter.alef):
      shorter = word.droppingFirst()
    default: return word
    }
    recorder.fired(.rootLetter, leaving: shorter)
    return shorter
  }
}
