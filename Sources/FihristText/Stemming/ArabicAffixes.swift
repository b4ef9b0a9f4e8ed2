/// The affixes that both light stemmers know, ready to compare.
///
/// Letters are written as the two bytes of their UTF-8 form, the first in the lower half.
enum ArabicAffixes {
  @inline(__always) static var alef: UInt16 { 0xA7D8 }
  @inline(__always) static var beh: UInt16 { 0xA8D8 }
  @inline(__always) static var teh: UInt16 { 0xAAD8 }
  @inline(__always) static var feh: UInt16 { 0x81D9 }
  @inline(__always) static var kaf: UInt16 { 0x83D9 }
  @inline(__always) static var lam: UInt16 { 0x84D9 }
  @inline(__always) static var noon: UInt16 { 0x86D9 }
  @inline(__always) static var heh: UInt16 { 0x87D9 }
  @inline(__always) static var waw: UInt16 { 0x88D9 }
  @inline(__always) static var yeh: UInt16 { 0x8AD9 }

  /// Goes once through ها ان ات ون ين يه ه ي, and cuts each suffix that `word` ends with if at
  /// least two letters stay.
  @inline(__always)
  static func cutSuffixes<Recorder: RuleRecorder>(
    _ word: inout FoldedWord, _ recorder: inout Recorder
  ) {
    let last = word.letter(beforeEnd: 1)
    // None of these ends in ه or ي, so those two can be checked later.
    if last == alef || last == noon || last == teh {
      cut(heh, alef, as: .stemSuffixHa, from: &word, &recorder)
      cut(alef, noon, as: .stemSuffixAn, from: &word, &recorder)
      cut(alef, teh, as: .stemSuffixAt, from: &word, &recorder)
      cut(waw, noon, as: .stemSuffixWn, from: &word, &recorder)
      cut(yeh, noon, as: .stemSuffixYn, from: &word, &recorder)
    }
    cut(yeh, heh, as: .stemSuffixYh, from: &word, &recorder)
    cut(heh, as: .stemSuffixH, from: &word, &recorder)
    cut(yeh, as: .stemSuffixY, from: &word, &recorder)
  }

  @inline(__always)
  private static func cut<Recorder: RuleRecorder>(
    _ first: UInt16, _ second: UInt16, as rule: Rule, from word: inout FoldedWord,
    _ recorder: inout Recorder
  ) {
    // Branch-free, because the suffix of a word is unpredictable.
    let difference = (word.letter(beforeEnd: 2) ^ first) | (word.letter(beforeEnd: 1) ^ second)
    let isCut = difference == 0 && word.letterCount >= 4
    word.dropLast(isCut ? 2 : 0)
    if Recorder.isRecording, isCut { recorder.fired(rule) }
  }

  @inline(__always)
  private static func cut<Recorder: RuleRecorder>(
    _ suffix: UInt16, as rule: Rule, from word: inout FoldedWord, _ recorder: inout Recorder
  ) {
    let isCut = word.letter(beforeEnd: 1) == suffix && word.letterCount >= 3
    word.dropLast(isCut ? 1 : 0)
    if Recorder.isRecording, isCut { recorder.fired(rule) }
  }

  /// How many letters the article form has that `word` starts with: ال and لل 2, وال, بال, كال and
  /// فال 3, none 0.
  @inline(__always)
  private static func articleLength(of word: FoldedWord) -> Int {
    let first = word.letter(0)
    let second = word.letter(1)
    let isTwo = second == lam && (first == alef || first == lam)
    let isAl = ((second ^ alef) | (word.letter(2) ^ lam)) == 0
    let isThree = isAl && (first == waw || first == beh || first == kaf || first == feh)
    return (isTwo ? 2 : 0) &+ (isThree ? 3 : 0)
  }

  /// Cuts the article form that `word` starts with, if two letters stay.
  ///
  /// - Returns: Whether one was cut.
  @inline(__always)
  @discardableResult
  static func cutArticle<Recorder: RuleRecorder>(
    _ word: inout FoldedWord, _ recorder: inout Recorder
  ) -> Bool {
    let length = articleLength(of: word)
    let isCut = length > 0 && word.letterCount >= length &+ 2
    if Recorder.isRecording, isCut { recorder.fired(articleRule(of: word)) }
    word.dropFirst(isCut ? length : 0)
    return isCut
  }

  private static func articleRule(of word: FoldedWord) -> Rule {
    switch word.letter(0) {
    case lam: .stemPrefixLil
    case waw: .stemPrefixWal
    case beh: .stemPrefixBal
    case kaf: .stemPrefixKal
    case feh: .stemPrefixFal
    default: .stemPrefixAl
    }
  }

  /// Cuts an initial و if three letters stay and `isWanted`.
  @inline(__always)
  static func cutWaw<Recorder: RuleRecorder>(
    _ word: inout FoldedWord, if isWanted: Bool = true, _ recorder: inout Recorder
  ) {
    let isCut = isWanted && word.letter(0) == waw && word.letterCount >= 4
    word.dropFirst(isCut ? 1 : 0)
    if Recorder.isRecording, isCut { recorder.fired(.stemPrefixWaw) }
  }
}
