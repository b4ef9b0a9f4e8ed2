/// The affixes that both light stemmers know, ready to compare.
///
/// Letters are written as the two bytes of their UTF-8 form, the first in the lower half; a pair of
/// letters has the first of them in the lower 16 bits.
enum ArabicAffixes {
  @inline(__always) static var alef: UInt32 { 0xA7D8 }
  @inline(__always) static var beh: UInt32 { 0xA8D8 }
  @inline(__always) static var teh: UInt32 { 0xAAD8 }
  @inline(__always) static var feh: UInt32 { 0x81D9 }
  @inline(__always) static var kaf: UInt32 { 0x83D9 }
  @inline(__always) static var lam: UInt32 { 0x84D9 }
  @inline(__always) static var noon: UInt32 { 0x86D9 }
  @inline(__always) static var heh: UInt32 { 0x87D9 }
  @inline(__always) static var waw: UInt32 { 0x88D9 }
  @inline(__always) static var yeh: UInt32 { 0x8AD9 }

  /// ال
  @inline(__always) static var al: UInt32 { alef | lam << 16 }
  /// لل
  @inline(__always) static var lil: UInt32 { lam | lam << 16 }

  /// Cuts the first of ها ان ات ون ين يه ه ي that ends `word`, then the next of them, once through
  /// the list; at least two letters stay.
  @inline(__always)
  static func cutSuffixes<Recorder: RuleRecorder>(
    _ word: inout FoldedWord, _ recorder: inout Recorder
  ) {
    cut(heh | alef << 16, .stemSuffixHa, &word, &recorder)
    cut(alef | noon << 16, .stemSuffixAn, &word, &recorder)
    cut(alef | teh << 16, .stemSuffixAt, &word, &recorder)
    cut(waw | noon << 16, .stemSuffixWn, &word, &recorder)
    cut(yeh | noon << 16, .stemSuffixYn, &word, &recorder)
    cut(yeh | heh << 16, .stemSuffixYh, &word, &recorder)
    cutLetter(heh, .stemSuffixH, &word, &recorder)
    cutLetter(yeh, .stemSuffixY, &word, &recorder)
  }

  @inline(__always)
  private static func cut<Recorder: RuleRecorder>(
    _ suffix: UInt32, _ rule: Rule, _ word: inout FoldedWord, _ recorder: inout Recorder
  ) {
    guard word.lastTwo == suffix, word.letterCount >= 4 else { return }
    word.dropLast(2)
    recorder.fired(rule)
  }

  @inline(__always)
  private static func cutLetter<Recorder: RuleRecorder>(
    _ suffix: UInt32, _ rule: Rule, _ word: inout FoldedWord, _ recorder: inout Recorder
  ) {
    guard word.lastTwo >> 16 == suffix, word.letterCount >= 3 else { return }
    word.dropLast(1)
    recorder.fired(rule)
  }

  /// The article form that `word` begins with: its name and how many letters it has.
  @inline(__always)
  static func article(of word: FoldedWord) -> (rule: Rule, letterCount: Int)? {
    let firstTwo = word.firstTwo
    if firstTwo == al { return (.stemPrefixAl, 2) }
    if firstTwo == lil { return (.stemPrefixLil, 2) }
    guard word.secondTwo == al else { return nil }
    switch firstTwo & 0xFFFF {
    case waw: return (.stemPrefixWal, 3)
    case beh: return (.stemPrefixBal, 3)
    case kaf: return (.stemPrefixKal, 3)
    case feh: return (.stemPrefixFal, 3)
    default: return nil
    }
  }
}
