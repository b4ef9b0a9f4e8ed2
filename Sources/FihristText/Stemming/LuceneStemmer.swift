/// The stemmer of Lucene's `ArabicAnalyzer`, for words that its normalizer has folded.
///
/// It takes one prefix only, so that وبالمدرسة keeps its بال: an article if two letters stay, else
/// an initial و if three stay. The suffixes are those of ``Light10Stemmer``.
enum LuceneStemmer {
  /// Cuts the affixes of `word`.
  @inline(__always)
  static func stem<Recorder: RuleRecorder>(_ word: inout FoldedWord, _ recorder: inout Recorder) {
    let hadArticle = ArabicAffixes.cutArticle(&word, &recorder)
    ArabicAffixes.cutWaw(&word, if: !hadArticle, &recorder)
    ArabicAffixes.cutSuffixes(&word, &recorder)
  }
}
