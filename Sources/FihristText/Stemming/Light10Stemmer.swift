/// The stemmer light10 of Larkey, Ballesteros and Connell ("Light Stemming for Arabic Information
/// Retrieval", 2007), for folded words.
///
/// First an initial و if three letters stay; then one article (ال وال بال كال فال لل) if two stay;
/// then once through the suffixes ها ان ات ون ين يه ه ي, each if two letters stay. (ية and ة are in
/// the paper's list too; folding has made them يه and ه.)
enum Light10Stemmer {
  /// Cuts the affixes of `word`.
  @inline(__always)
  static func stem<Recorder: RuleRecorder>(_ word: inout FoldedWord, _ recorder: inout Recorder) {
    if word.letterCount >= 4, word.firstTwo & 0xFFFF == ArabicAffixes.waw {
      word.dropFirst(1)
      recorder.fired(.stemPrefixWaw)
    }
    if let article = ArabicAffixes.article(of: word), word.letterCount >= article.letterCount + 2 {
      word.dropFirst(article.letterCount)
      recorder.fired(article.rule)
    }
    ArabicAffixes.cutSuffixes(&word, &recorder)
  }
}
