/// The stop list of the `lucene` analyzer: compared with the written word (lower-cased, digits
/// folded) before its letters are folded, as Lucene does.
enum LuceneStopWords {
  static let set = StopWordSet(StopWordLists.lucene)
}
