/// The stemmer of Lucene's `ArabicAnalyzer`, for words that its normaliser has folded.
///
/// It takes one prefix only, so that وبالمدرسة keeps its بال: an article if two letters stay, else
/// an initial و if three stay. The suffixes are those of ``Light10Stemmer``.
enum LuceneStemmer {
  /// Cuts the affixes of `word`.
  @inline(__always)
  static func stem<Recorder: RuleRecorder>(_ word: inout FoldedWord, _ recorder: inout Recorder) {
    if let article = ArabicAffixes.article(of: word), word.letterCount >= article.letterCount + 2 {
      word.dropFirst(article.letterCount)
      recorder.fired(article.rule)
    } else if word.letterCount >= 4, word.firstTwo & 0xFFFF == ArabicAffixes.waw {
      word.dropFirst(1)
      recorder.fired(.stemPrefixWaw)
    }
    ArabicAffixes.cutSuffixes(&word, &recorder)
  }
}
