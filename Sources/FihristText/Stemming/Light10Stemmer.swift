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
    ArabicAffixes.cutWaw(&word, &recorder)
    ArabicAffixes.cutArticle(&word, &recorder)
    ArabicAffixes.cutSuffixes(&word, &recorder)
  }
}
